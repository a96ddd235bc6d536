import { badInput, checkDay } from "@salesglass/core";
import type { Config } from "../config.ts";
import type { ExitCode } from "../main.ts";
import { performTask } from "./perform.ts";
import { printSummary } from "./summary.ts";
import { commandUser } from "./who-and-when.ts";

/** Fills an empty record with the made-up company. */
export async function demoCommand(
  config: Config,
  options: { lines: string; seed: string; until?: string; json: boolean },
): Promise<ExitCode> {
  const summary = await performTask(config, demoTask(config, options));
  printSummary(summary, { dryRun: false, json: options.json });
  return 0;
}

/** The demo as a task, from what was typed. */
export function demoTask(config: Config, options: { lines: string; seed: string; until?: string }) {
  return {
    kind: "demo",
    lines: parseCount(options.lines),
    seed: parseSeed(options.seed),
    actor: commandUser(),
    until: options.until ? checkDay(options.until, "--until") : (config.today ?? new Date().toISOString().slice(0, 10)),
  } as const;
}

/**
 * @example parseCount("50k") // 50000
 * @example parseCount("1.5m") // 1500000
 */
export function parseCount(text: string): number {
  const match = /^(\d+(?:\.\d+)?)([km]?)$/i.exec(text.trim());
  const unit = { "": 1, k: 1_000, m: 1_000_000 }[match?.[2]?.toLowerCase() ?? ""] ?? 1;
  const count = match ? Math.round(Number(match[1]) * unit) : Number.NaN;
  if (!(count >= 1_000 && count <= 100_000_000)) {
    throw badInput(`--lines ${text}: must be a count from 1k to 100m, such as 50k or 10m`);
  }
  return count;
}

function parseSeed(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw badInput(`--seed ${text}: must be a whole number from 0 to 999999999`);
  return Number(text);
}
