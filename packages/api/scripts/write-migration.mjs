#!/usr/bin/env node
// node scripts/write-migration.mjs <name>: writes the next migration from schema.prisma.
import { mkdir, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { migrationsFolder, schemaDifference } from "./schema-engine.mjs";

const name = process.argv[2];
if (!name || !/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error(`usage: write-migration.mjs <name>, where the name is like add_goals; got ${JSON.stringify(name)}`);
  process.exit(2);
}
await mkdir(migrationsFolder, { recursive: true });
const sql = await schemaDifference();
if (sql === "") {
  console.log("The migrations agree with schema.prisma: nothing to write.");
} else {
  const timestamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const folder = join(migrationsFolder, `${timestamp}_${name}`);
  await mkdir(folder);
  await writeFile(join(folder, "migration.sql"), sql);
  console.log(`Wrote ${relative(process.cwd(), folder)}/migration.sql: read it before you commit it.`);
}
