import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { badInput } from "@salesglass/core";
import { extract } from "tar-stream";
import { migrationsFolder, readMigrations } from "../store/migrate.ts";
import { type Manifest, manifestFile, manifestSchema } from "./manifest.ts";

/**
 * Reads a backup to its end and checks it: every part is there with its checksum, and its schema is one that this
 * version knows.
 *
 * @throws DomainError that says what is wrong with the file, or that a newer version made it
 */
export async function checkBackup(file: string): Promise<Manifest> {
  const sums = new Map<string, string>();
  let text: string | undefined;
  await readEntries(file, async (name, content) => {
    if (name === manifestFile) {
      text = (await buffer(content)).toString("utf8");
      return;
    }
    const hash = createHash("sha256");
    for await (const chunk of content) hash.update(chunk as Buffer);
    sums.set(name, hash.digest("hex"));
  });
  const manifest = readManifest(file, text);
  for (const { file: part, sha256 } of manifest.tables.flatMap(({ parts }) => parts)) {
    if (sums.get(part) === sha256) continue;
    throw badInput(
      `${file} is damaged: ${part} ${sums.has(part) ? "has another checksum than it was written with" : "is missing"}; take another backup`,
    );
  }
  await checkSchema(file, manifest);
  return manifest;
}

/** Hands each file of the archive to `use`, in order. @throws DomainError where it can't be read as a backup */
export async function readEntries(
  file: string,
  use: (name: string, content: Readable) => Promise<void>,
): Promise<void> {
  const archive = extract();
  let failure: unknown;
  const reading = pipeline(createReadStream(file), createGunzip(), archive).catch((error) => {
    failure ??= error;
  });
  try {
    for await (const entry of archive) {
      await use(entry.header.name, entry as unknown as Readable);
      entry.resume();
    }
  } catch (error) {
    failure ??= error;
  }
  await reading;
  if (failure === undefined) return;
  const { code } = failure as NodeJS.ErrnoException;
  if (code === "ENOENT") throw badInput(`${file} does not exist`);
  if (code === "EISDIR") throw badInput(`${file} is a folder, expected a file that \`salesglass backup\` wrote`);
  if (isUnreadable(failure)) {
    throw badInput(
      `${file} can't be read as a backup: it is cut off, damaged, or was not written by \`salesglass backup\``,
    );
  }
  throw failure;
}

/** What zlib and tar say of bytes that are none of theirs. */
function isUnreadable(error: unknown): boolean {
  const { code, message } = error as NodeJS.ErrnoException;
  return /^Z_/.test(code ?? "") || /invalid tar|unexpected end|premature close|checksum/i.test(message);
}

function readManifest(file: string, text: string | undefined): Manifest {
  if (text === undefined) throw badInput(`${file} has no ${manifestFile}: it was not written by \`salesglass backup\``);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw badInput(`${file} is damaged: its ${manifestFile} is no JSON`);
  }
  const { format } = json as { format?: unknown };
  if (typeof format === "number" && format > 1) {
    throw badInput(`${file} has the format ${format}, this version reads 1: restore it with a newer version`);
  }
  const parsed = manifestSchema.safeParse(json);
  if (!parsed.success) throw badInput(`${file} is damaged: its ${manifestFile} says other things than a backup's`);
  return parsed.data;
}

async function checkSchema(file: string, { migrations }: Manifest): Promise<void> {
  const known = await readMigrations(migrationsFolder);
  for (const [index, { name, checksum }] of migrations.entries()) {
    const own = known[index];
    if (own?.name === name && own.checksum === checksum) continue;
    throw badInput(
      `${file} was made by a newer version of Salesglass: its schema has "${name}", this version's last is "${known.at(-1)?.name}". Restore it with that version`,
    );
  }
}
