import { open } from "node:fs/promises";
import { createInterface } from "node:readline/promises";
import { badInput } from "@salesglass/core";
import type { Config } from "../config.ts";
import type { Erasure } from "../duties/erase-customer.ts";
import type { ExitCode } from "../main.ts";
import { performTask } from "./perform.ts";
import { commandUser, latestDay } from "./who-and-when.ts";

/** Hands out everything that is held on a customer, into a file that only its owner can read, or on stdout. */
export async function exportCustomerCommand(
  config: Config,
  externalId: string,
  { out }: { out?: string },
): Promise<ExitCode> {
  const document = await performTask(config, { kind: "export-customer", externalId });
  const text = `${JSON.stringify(document, null, 2)}\n`;
  if (out === undefined) process.stdout.write(text);
  else await writePrivately(out, text);
  return 0;
}

async function writePrivately(path: string, text: string): Promise<void> {
  const file = await open(path, "w", 0o600);
  try {
    // Also where the file was there before.
    if ((await file.stat()).isFile()) await file.chmod(0o600);
    await file.writeFile(text);
  } finally {
    await file.close();
  }
}

/** Erases a customer, after saying what that means and asking. */
export async function eraseCustomerCommand(
  config: Config,
  externalId: string,
  options: { dryRun: boolean; yes: boolean; json: boolean },
): Promise<ExitCode> {
  const task = {
    kind: "erase-customer",
    externalId,
    today: latestDay(config, new Date()),
    actor: commandUser(),
  } as const;
  const say = (erasure: Erasure) =>
    console.log(options.json ? JSON.stringify(erasure) : erasureText(externalId, erasure));
  if (options.dryRun || !options.yes) {
    const planned = await performTask(config, { ...task, dryRun: true });
    if (options.dryRun || planned.alreadyErased) {
      say(planned);
      return 0;
    }
    if (!(await isConfirmed(externalId, planned))) {
      console.error("Nothing was erased.");
      return 2;
    }
  }
  say(await performTask(config, { ...task, dryRun: false }));
  return 0;
}

async function isConfirmed(externalId: string, planned: Erasure): Promise<boolean> {
  if (!process.stdin.isTTY) {
    throw badInput(
      "an erasure can't be undone and there is no terminal to ask on: look at it with --dry-run, then say --yes",
    );
  }
  process.stderr.write(`${erasureText(externalId, planned)}\nThis can't be undone.\n`);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await terminal.question("Write the customer's key to erase them: ")).trim() === externalId;
  } finally {
    terminal.close();
  }
}

/** What an erasure did or would do, in words. */
function erasureText(externalId: string, erasure: Erasure): string {
  const { dryRun, alreadyErased, erasedOn, removed } = erasure;
  if (alreadyErased) return `Customer ${externalId} was erased on ${erasedOn}; nothing is left to remove.`;
  const rows = removed.filter((table) => table.rows > 0);
  const lines = rows.map((table) => `  ${table.table.padEnd(18)} ${table.rows.toLocaleString("en")}`);
  const head = dryRun
    ? `Erasing customer ${externalId} would remove what tells who it is from so many rows (contacts as a whole):`
    : `Customer ${externalId} was erased: what told who it was is removed from so many rows (contacts as a whole):`;
  const kept = "Sales, dates, regions and answers stay under a random key, so that no total changes.";
  const also = "Backups, old files such as rejected.csv, and the source system are yours to clean.";
  return [head, ...lines, kept, also, ...(dryRun ? ["Dry run: nothing was changed."] : [])].join("\n");
}
