import { existsSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";
import { secretFault, type TokenSettings } from "./access/token-settings.ts";
import type { WebhookSettings } from "./alerts/webhook.ts";

/** Every setting of the server and the command, read once from the environment. */
export interface Config {
  /** PostgreSQL's connection string; without it the record is embedded. */
  readonly databaseUrl: string | undefined;
  /** Folder of the embedded record, the warehouse's copy and the lock. */
  readonly dataFolder: string;
  /** How access tokens are checked; without it the server is for this machine only. */
  readonly tokens: TokenSettings | undefined;
  /** What the questions of one subject of tokens may cost in a minute; one request may cost 25,000. */
  readonly costPerMinute: number;
  /** How long the engine may take for one question. */
  readonly querySeconds: number;
  readonly host: string;
  readonly port: number;
  readonly engine: "duckdb" | "postgres";
  /** The company's today as `YYYY-MM-DD`, for data that ends in the past; undefined = the clock. */
  readonly today: string | undefined;
  /** Origins of pages on other hosts that may query this server, such as `https://intranet.example.com`. */
  readonly allowedOrigins: readonly string[];
  /** Folder of the company's own stored documents; undefined where there is none. */
  readonly documentsFolder: string | undefined;
  /** The company's own metrics and dimensions; undefined where there is no such file. */
  readonly companyConfig: string | undefined;
  /** Where alerts are sent, signed; undefined where nobody is told. */
  readonly webhook: WebhookSettings | undefined;
  /** Where figures are served without a token; undefined where they are not. */
  readonly metrics: { readonly host: string; readonly port: number } | undefined;
  /** How long new requests are still taken after SIGTERM, so that load balancers can turn elsewhere first. */
  readonly shutdownGraceMilliseconds: number;
  readonly logLevel: "silent" | "error" | "warn" | "info" | "debug";
}

/** What the settings were, what is wrong with each, and what would be right. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

const loopback = new Set(["127.0.0.1", "::1", "localhost"]);

/** Whether a host is reached from this machine only. */
function isLoopback(host: string): boolean {
  return loopback.has(host);
}

const secret = z.string().superRefine((text, context) => {
  const message = secretFault(text);
  if (message) context.addIssue({ code: "custom", message });
});

const amount = (usual: number) =>
  z
    .string()
    .default(String(usual))
    .refine((text) => /^[1-9]\d{0,8}$/.test(text), `must be a whole number above 0, such as ${usual}`)
    .transform(Number);

const settings = z.object({
  DATABASE_URL: z
    .string()
    .regex(
      /^postgres(ql)?:\/\//,
      "must be a PostgreSQL connection string such as postgresql://user:secret@host:5432/sales",
    )
    .optional(),
  SALESGLASS_DATA: z
    .string()
    .default("./data")
    .refine(isFolderOrAbsent, "is a file; it must be a folder, or a path where one can be made"),
  HOST: z.string().default("127.0.0.1"),
  PORT: z
    .string()
    .default("4000")
    .refine((port) => /^\d{1,5}$/.test(port) && Number(port) <= 65_535, "must be a port, 0–65535")
    .transform(Number),
  SALESGLASS_ENGINE: z.enum(["duckdb", "postgres"], "must be duckdb or postgres").default("duckdb"),
  SALESGLASS_TODAY: z.iso.date("must be a day that exists, such as 2024-06-30").optional(),
  SALESGLASS_ALLOWED_ORIGINS: z
    .string()
    .default("")
    .transform((list) =>
      list
        .split(",")
        .map((origin) => origin.trim())
        .filter(Boolean),
    )
    .refine(
      (origins) => origins.every(isOrigin),
      "must be origins separated by commas, such as https://intranet.example.com",
    ),
  SALESGLASS_JWT_SECRET: secret.optional(),
  SALESGLASS_JWT_PREVIOUS_SECRET: secret.optional(),
  SALESGLASS_JWKS_URL: z
    .string()
    .refine(isKeysAddress, "must be an https address such as https://login.example.com/.well-known/jwks.json")
    .optional(),
  SALESGLASS_JWT_ISSUER: z.string().default("salesglass"),
  SALESGLASS_JWT_AUDIENCE: z.string().default("salesglass"),
  SALESGLASS_COST_PER_MINUTE: amount(300_000),
  SALESGLASS_QUERY_SECONDS: amount(30),
  SALESGLASS_DOCUMENTS: z
    .string()
    .refine(isFolder, "is no folder; it must be one of stored documents (<name>.graphql)")
    .optional(),
  SALESGLASS_CONFIG: z.string().refine(isFile, "is no file; it must be one like salesglass.config.ts").optional(),
  SALESGLASS_WEBHOOK_URL: z
    .string()
    .refine(isWebAddress, "must be an address such as https://hooks.example.com/sales")
    .optional(),
  SALESGLASS_WEBHOOK_SECRET: z
    .string()
    .refine(isSecret, "must be whsec_ and at least 24 random bytes in base64, such as `openssl rand -base64 32` gives")
    .optional(),
  SALESGLASS_WEBHOOK_PRIVATE: z.enum(["allow", "refuse"], "must be allow or refuse").default("refuse"),
  SALESGLASS_METRICS_PORT: z
    .string()
    .refine((port) => /^\d{1,5}$/.test(port) && Number(port) <= 65_535, "must be a port, 0–65535")
    .transform(Number)
    .optional(),
  SALESGLASS_METRICS_HOST: z.string().default("127.0.0.1"),
  SALESGLASS_SHUTDOWN_GRACE: z
    .string()
    .default("1")
    .refine((seconds) => /^\d(\.\d+)?$/.test(seconds) && Number(seconds) <= 5, "must be seconds, 0–5")
    .transform(Number),
  LOG_LEVEL: z
    .enum(["silent", "error", "warn", "info", "debug"], "must be silent, error, warn, info or debug")
    .default("warn"),
});

/**
 * Reads and checks all settings together.
 * @throws ConfigError that lists every fault with its value.
 * @example readConfig({ PORT: "4100" }).port // 4100
 */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      return `${name}=${shown(name, given[name])}: ${issue.message}`;
    });
    throw wrong(...faults);
  }
  const value = parsed.data;
  return {
    tokens: tokenSettings(value),
    costPerMinute: value.SALESGLASS_COST_PER_MINUTE,
    querySeconds: value.SALESGLASS_QUERY_SECONDS,
    databaseUrl: value.DATABASE_URL,
    dataFolder: resolve(value.SALESGLASS_DATA),
    host: value.HOST,
    port: value.PORT,
    engine: value.SALESGLASS_ENGINE,
    today: value.SALESGLASS_TODAY,
    allowedOrigins: value.SALESGLASS_ALLOWED_ORIGINS,
    documentsFolder: documentsFolder(value.SALESGLASS_DOCUMENTS),
    companyConfig: companyConfig(value.SALESGLASS_CONFIG),
    webhook: webhookOf(value),
    metrics:
      value.SALESGLASS_METRICS_PORT === undefined
        ? undefined
        : { host: value.SALESGLASS_METRICS_HOST, port: value.SALESGLASS_METRICS_PORT },
    shutdownGraceMilliseconds: value.SALESGLASS_SHUTDOWN_GRACE * 1000,
    logLevel: value.LOG_LEVEL,
  };
}

/** @throws ConfigError where a server that asks nobody for a token could be reached from other machines. */
export function checkReach({ tokens, host }: Config): void {
  if (tokens || isLoopback(host)) return;
  throw wrong(
    `HOST=${JSON.stringify(host)}: must be 127.0.0.1, ::1 or localhost: without keys for access tokens (SALESGLASS_JWT_SECRET or SALESGLASS_JWKS_URL) the server is for this machine only`,
  );
}

const configNames = ["ts", "mts", "js", "mjs"].map((ending) => `salesglass.config.${ending}`);

/** The one that is named, or the one that lies where the server is started. */
function companyConfig(named: string | undefined): string | undefined {
  const found = named ?? configNames.find(isFile);
  return found === undefined ? undefined : resolve(found);
}

/** @throws ConfigError where there is an address and nothing to sign with. */
function webhookOf(value: z.infer<typeof settings>): WebhookSettings | undefined {
  const { SALESGLASS_WEBHOOK_URL: url, SALESGLASS_WEBHOOK_SECRET: secret } = value;
  if (url === undefined) return undefined;
  if (secret === undefined) {
    throw wrong(
      "SALESGLASS_WEBHOOK_SECRET is missing: it must be whsec_ and at least 24 random bytes in base64, by which the receiver knows who sent an alert",
    );
  }
  return { url, secret, allowPrivate: value.SALESGLASS_WEBHOOK_PRIVATE === "allow" };
}

/** @throws ConfigError where there is a key for tokens to be replaced, and none that replaces it. */
function tokenSettings(value: z.infer<typeof settings>): TokenSettings | undefined {
  const {
    SALESGLASS_JWT_SECRET: present,
    SALESGLASS_JWT_PREVIOUS_SECRET: previous,
    SALESGLASS_JWKS_URL: jwksUrl,
    SALESGLASS_JWT_ISSUER: issuer,
    SALESGLASS_JWT_AUDIENCE: audience,
  } = value;
  if (previous !== undefined && present === undefined) {
    throw wrong("SALESGLASS_JWT_SECRET is missing: SALESGLASS_JWT_PREVIOUS_SECRET is the one that it replaces");
  }
  if (present === undefined && jwksUrl === undefined) return undefined;
  const secrets = [present, previous].filter((secret) => secret !== undefined);
  return { secrets, jwksUrl, issuer, audience };
}

function wrong(...faults: string[]): ConfigError {
  return new ConfigError(`these settings are wrong:\n${faults.map((fault) => `  ${fault}`).join("\n")}`);
}

const kept = /^DATABASE_URL$|SECRET$|^SALESGLASS_WEBHOOK_URL$/;

/** What may hold a password isn't repeated. */
function shown(name: string, value: string | undefined): string {
  return kept.test(name) ? "…" : JSON.stringify(value);
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && ["http:", "https:"].includes(new URL(text).protocol);
}

/** Keys that come over the network unguarded could be anybody's. */
function isKeysAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === "https:" || (protocol === "http:" && (isLoopback(hostname) || hostname === "[::1]"));
}

function isSecret(text: string): boolean {
  return /^whsec_[A-Za-z0-9+/]+={0,2}$/.test(text) && Buffer.from(text.slice("whsec_".length), "base64").length >= 24;
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

function isFolderOrAbsent(path: string): boolean {
  return !existsSync(path) || statSync(path).isDirectory();
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}

/** Unless it is said, `./documents` where there is such a folder. */
function documentsFolder(given: string | undefined): string | undefined {
  if (given !== undefined) return resolve(given);
  return isFolder("./documents") ? resolve("./documents") : undefined;
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text && text !== "null";
}
