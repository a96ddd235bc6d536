import { readFile } from "node:fs/promises";
import { badInput } from "@salesglass/core";
import { parse, YAMLParseError } from "yaml";
import type { Config } from "../config.ts";
import type { ExitCode } from "../main.ts";
import { performTask } from "./perform.ts";
import { commandUser } from "./who-and-when.ts";

export interface PlanOptions {
  readonly active: boolean;
  readonly confirm: boolean;
  readonly endBefore: boolean;
  readonly dryRun: boolean;
  readonly json: boolean;
}

/** Saves plans that somebody wrote as JSON or YAML, one file after the other. */
export async function planCommand(
  config: Config,
  files: readonly string[],
  { active, json, ...options }: PlanOptions,
): Promise<ExitCode> {
  // All are read before the first is saved, so that a typing error in the last changes nothing.
  const documents = await Promise.all(files.map(async (file) => ({ file, document: await readPlanFile(file) })));
  for (const { file, document } of documents) {
    const saved = await performTask(config, {
      kind: "save-plan",
      document,
      path: file,
      status: active ? "ACTIVE" : "DRAFT",
      actor: commandUser(),
      ...options,
    });
    if (json) {
      console.log(JSON.stringify(saved));
      continue;
    }
    const { plan, status, outcome, warnings, ended } = saved;
    const kept = { NEW: "is new", CHANGED: "was changed", UNCHANGED: "is as it was" }[outcome];
    const days = `from ${plan.from}${plan.to ? ` to ${plan.to}` : ""}`;
    console.log(
      `Version ${plan.version} of plan "${plan.id}" ${kept}: ${status === "ACTIVE" ? `in force ${days}` : "a draft"}.`,
    );
    if (ended) console.log(`Version ${ended.version} ends on ${ended.to}.`);
    for (const { path, text } of warnings) console.log(`Confirmed: ${path}: ${text.en}`);
  }
  if (options.dryRun && !json) console.log("Dry run: nothing was changed.");
  return 0;
}

/** JSON is YAML, too. */
async function readPlanFile(file: string): Promise<unknown> {
  try {
    return parse(await readFile(file, "utf8"));
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    throw badInput(`${file}: ${error.message}`);
  }
}
