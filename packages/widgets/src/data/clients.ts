import { type ClientOptions, createClient, type SalesClient } from "./client.ts";

const clients = new Map<string, SalesClient>();

/**
 * The page's one client for an endpoint and a way of getting a token. Elements that ask the same server as the same
 * viewer share it, and so share requests; two tokens never share an answer.
 */
export function clientFor(options: ClientOptions): SalesClient {
  const key = JSON.stringify([options.endpoint, options.token, options.tokenUrl]);
  let client = clients.get(key);
  if (!client) {
    client = createClient(options);
    clients.set(key, client);
  }
  return client;
}

let fallback: string | undefined;

/** The endpoint of elements that name none and have no provider. The script served by a server sets its own. */
export function setDefaultEndpoint(endpoint: string): void {
  fallback = endpoint;
}

export function defaultEndpoint(): string | undefined {
  return fallback;
}
