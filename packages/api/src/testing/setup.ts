import { createHash, randomBytes } from "node:crypto";
import { access, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrate, migrationsFolder, readMigrations } from "../store/migrate.ts";
import { openPglite } from "../store/pglite.ts";
import { openPostgres } from "../store/postgres.ts";
import { startPostgres } from "./postgres-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    testDatabaseUrl: string;
    /** Beginning of the names of this run's databases. */
    testDatabasePrefix: string;
    /** Name of a database that is migrated and empty, to be copied. */
    testTemplate: string;
    /** The files of a PGlite record that is migrated and empty. */
    testRecordFiles: string;
    /** A folder that tests share in this run. */
    testScratch: string;
  }
}

/**
 * Set-up of a test run: one real PostgreSQL server for all of it, and an empty record of each kind to copy.
 * `TEST_DATABASE_URL` names a server; else one is started.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  const server = given ? undefined : await startPostgres();
  const url = given ?? server!.url;
  const prefix = `salesglass_test_${randomBytes(4).toString("hex")}_`;
  project.provide("testDatabaseUrl", url);
  project.provide("testDatabasePrefix", prefix);
  project.provide("testTemplate", await makeTemplate(url, `${prefix}template`));
  project.provide("testRecordFiles", await makeRecordFiles());
  const scratch = await mkdtemp(join(tmpdir(), "salesglass-run-"));
  project.provide("testScratch", scratch);
  return async () => {
    await rm(scratch, { recursive: true, force: true });
    await (server?.stop() ?? dropDatabases(url, prefix));
  };
}

async function makeTemplate(server: string, name: string): Promise<string> {
  await withClient(server, (client) => client.query(`create database ${name} template template0 encoding 'UTF8'`));
  const url = new URL(server);
  url.pathname = `/${name}`;
  const store = await openPostgres(url.href);
  await migrate(store);
  await store.close();
  return name;
}

/** Kept from run to run, for as long as neither the migrations nor PGlite change. */
async function makeRecordFiles(): Promise<string> {
  const folder = fileURLToPath(new URL("../../node_modules/.cache/salesglass", import.meta.url));
  const file = join(folder, `record-${await versionOfRecord()}.tar`);
  try {
    await access(file);
    return file;
  } catch {
    // Those of other versions are of no more use.
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
  }
  const scratch = await mkdtemp(join(tmpdir(), "salesglass-record-"));
  const store = await openPglite(scratch);
  await migrate(store);
  await store.close();
  const database = await PGlite.create(join(scratch, "record"));
  const files = await database.dumpDataDir("none");
  await database.close();
  // Under another name first: what bears the right one is whole.
  await writeFile(`${file}.${process.pid}`, new Uint8Array(await files.arrayBuffer()));
  await rename(`${file}.${process.pid}`, file);
  await rm(scratch, { recursive: true });
  return file;
}

async function versionOfRecord(): Promise<string> {
  const hash = createHash("sha256");
  hash.update(await readFile(createRequire(import.meta.url).resolve("@electric-sql/pglite")));
  for (const { checksum } of await readMigrations(migrationsFolder)) hash.update(checksum);
  return hash.digest("hex").slice(0, 16);
}

async function dropDatabases(url: string, prefix: string): Promise<void> {
  await withClient(url, async (client) => {
    const { rows } = await client.query("select datname from pg_database where starts_with(datname, $1)", [prefix]);
    for (const { datname } of rows) await client.query(`drop database if exists ${datname} with (force)`);
  });
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
