// Prisma's schema engine in WebAssembly: it compares a database with schema.prisma and needs no download.
import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { PGlite } from "@electric-sql/pglite";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { PrismaPGlite } from "pglite-prisma-adapter";

export const prismaFolder = fileURLToPath(new URL("../prisma", import.meta.url));
export const migrationsFolder = join(prismaFolder, "migrations");

/**
 * The SQL that turns what the committed migrations make into what schema.prisma says; empty when they agree.
 * Works on a database in memory.
 */
export async function schemaDifference() {
  const database = await PGlite.create();
  try {
    const migrations = await migrationNames();
    for (const name of migrations) {
      await database.exec(await readFile(join(migrationsFolder, name, "migration.sql"), "utf8"));
    }
    const engine = await openEngine(database);
    const path = join(prismaFolder, "schema.prisma");
    const file = { path, content: await readFile(path, "utf8") };
    // An introspected datamodel stands for the database: comparing with it needs no second (shadow) database.
    const introspected =
      migrations.length === 0
        ? { tag: "empty" }
        : {
            tag: "schemaDatamodel",
            files: [{ path, content: await introspect(engine, file) }],
            configDir: prismaFolder,
          };
    const { stdout } = await engine.diff({
      from: introspected,
      to: { tag: "schemaDatamodel", files: [file], configDir: prismaFolder },
      script: true,
      shadowDatabaseUrl: null,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    return stdout.trim() === "-- This is an empty migration." ? "" : stdout;
  } finally {
    await database.close();
  }
}

/** Folder names of the committed migrations, in the order in which they are applied. */
export async function migrationNames() {
  const entries = await readdir(migrationsFolder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

async function introspect(engine, file) {
  const datasource = file.content.match(/datasource \w+ \{[^}]*\}/)[0];
  const { schema } = await engine.introspect({
    schema: { files: [{ path: file.path, content: datasource }] },
    baseDirectoryPath: prismaFolder,
    force: true,
    compositeTypeDepth: -1,
    namespaces: null,
  });
  return schema.files[0].content;
}

async function openEngine(database) {
  const folder = dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg"));
  const glue = await import(pathToFileURL(join(folder, "schema_engine_bg.js")).href);
  const { instance } = await WebAssembly.instantiate(await readFile(join(folder, "schema_engine_bg.wasm")), {
    "./schema_engine_bg.js": glue,
  });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  const schema = await readFile(join(prismaFolder, "schema.prisma"), "utf8");
  return glue.SchemaEngine.new(
    { datamodels: [["schema.prisma", schema]], datasourceUrls: {} },
    () => {},
    bindMigrationAwareSqlAdapterFactory(new PrismaPGlite(database)),
  );
}
