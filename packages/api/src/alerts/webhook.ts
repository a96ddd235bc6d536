import { lookup as resolveName } from "node:dns";
import { type RequestOptions, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";
import { Webhook } from "standardwebhooks";

/** Where alerts are sent, and how they are signed. */
export interface WebhookSettings {
  readonly url: string;
  /** `whsec_` and at least 24 bytes in base64. */
  readonly secret: string;
  /** Whether an address within the own network is allowed. */
  readonly allowPrivate: boolean;
}

export interface WebhookMessage {
  /** The same for each try, so that the receiver can tell a repeat. */
  readonly id: string;
  readonly at: Date;
  readonly body: string;
}

const patienceMilliseconds = 10_000;
const longestAnswer = 64 * 1024;

/**
 * Sends a message, signed as Standard Webhooks has it (headers webhook-id, webhook-timestamp, webhook-signature: HMAC-SHA256 of id,
 * time and body), so that receivers can check it with that specification's libraries.
 *
 * An address within the own network is refused when the connection is made, whatever name led to it; redirections are not followed.
 *
 * @throws Error that says why it wasn't delivered: no 2xx answer within ten seconds, an address that is refused, …
 */
export async function sendWebhook(settings: WebhookSettings, message: WebhookMessage): Promise<void> {
  const { url, secret, allowPrivate } = settings;
  const { id, at, body } = message;
  const target = new URL(url);
  const host = target.hostname.replace(/^\[|\]$/g, "");
  if (!allowPrivate && isIP(host)) checkPublic(host);
  const options: RequestOptions = {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
      "user-agent": "Salesglass",
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
      "webhook-signature": new Webhook(secret).sign(id, at, body),
    },
    signal: AbortSignal.timeout(patienceMilliseconds),
    agent: false,
    ...(allowPrivate ? {} : { lookup: publicOnly }),
  };
  const request = target.protocol === "https:" ? requestHttps : requestHttp;
  await new Promise<void>((resolve, reject) => {
    const sent = request(target, options, (response) => {
      const { statusCode = 0 } = response;
      let size = 0;
      response.on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size > longestAnswer) response.destroy();
      });
      response.on("error", () => {});
      if (statusCode >= 200 && statusCode < 300) resolve();
      else reject(new Error(`the webhook answered ${statusCode}, expected 200–299`));
      response.resume();
    });
    sent.on("error", (error: NodeJS.ErrnoException) => {
      const isLate = error.name === "TimeoutError" || error.code === "ABORT_ERR";
      reject(isLate ? new Error(`the webhook did not answer within ${patienceMilliseconds / 1000} s`) : error);
    });
    sent.end(body);
  });
}

/** Looks a name up as usual, and lets no connection be made to an address of the own network. */
const publicOnly: LookupFunction = (hostname, options, callback) => {
  resolveName(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, "", 0);
    try {
      for (const { address } of addresses) checkPublic(address);
    } catch (refusal) {
      return callback(refusal as Error, "", 0);
    }
    if (options.all) callback(null, addresses as never);
    else callback(null, addresses[0]!.address, addresses[0]!.family);
  });
};

/** @throws Error for an address that isn't of the public internet: private, loopback, link-local, of a cloud's metadata … */
export function checkPublic(address: string): void {
  const parsed = ipaddr.process(address);
  if (parsed.range() === "unicast") return;
  throw new Error(
    `${address} is an address within the own network (${parsed.range()}), expected a public one, or SALESGLASS_WEBHOOK_PRIVATE=allow`,
  );
}
