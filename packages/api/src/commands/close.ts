import { resolve } from "node:path";
import type { Config } from "../config.ts";
import type { Closing } from "../incentives/close-period.ts";
import type { ExitCode } from "../main.ts";
import { performTask } from "./perform.ts";
import { commandUser, latestDay } from "./who-and-when.ts";

/** Closes a month: its statements are what is paid. */
export async function closeCommand(
  config: Config,
  period: string,
  { dryRun, json }: { readonly dryRun: boolean; readonly json: boolean },
): Promise<ExitCode> {
  const closing = await performTask(config, {
    kind: "close-period",
    period,
    dryRun,
    today: latestDay(config, new Date()),
    actor: commandUser(),
    ...(config.companyConfig && { companyConfig: resolve(config.companyConfig) }),
  });
  console.log(json ? JSON.stringify(closing) : closingText(closing));
  return 0;
}

function closingText({ period, dryRun, statements, total, currency, adjustments, adjusted, honours }: Closing): string {
  const count = (number: number, what: string) => `${number.toLocaleString("en")} ${what}${number === 1 ? "" : "s"}`;
  return [
    `${period.key}: ${count(statements, "statement")}, together ${currency} ${total}.`,
    ...(adjustments > 0
      ? [`${count(adjustments, "line")} of them adjust earlier months, by ${currency} ${adjusted}.`]
      : []),
    ...honours.map(({ title, name, period: of }) => `${title} ${of}: ${name}`),
    dryRun ? "Dry run: nothing was closed." : "It is closed, and its statements don't change any more.",
  ].join("\n");
}
