import { msg } from "@lit/localize";
import type { TemplateResult } from "lit";
import { choiceBox } from "../../choice-box.ts";
import { bucketEnd, formatPeriod } from "../../format/date.ts";
import type { PayMonthFragment, StatementHeadFragment, StatementStatus } from "../../generated/graphql.ts";
import { type Standing, standingMark } from "../../styles/standing.ts";

const standings: Readonly<Record<StatementStatus, Standing>> = {
  DRAFT: "waiting",
  CLOSED: "settled",
  APPROVED: "done",
};

/** How far a statement is. */
export function statusText(status: StatementStatus): string {
  return {
    DRAFT: msg("Draft", { id: "statement-draft" }),
    CLOSED: msg("Closed", { id: "statement-closed" }),
    APPROVED: msg("Approved", { id: "statement-approved" }),
  }[status];
}

/** The same with its mark. */
export function statusMark(status: StatementStatus): TemplateResult {
  return standingMark(standings[status], statusText(status));
}

type Month = Pick<StatementHeadFragment, "period" | "from" | "to">;

/**
 * The months to choose from, the newest first: from the oldest that was closed to the newest that is shown or to be
 * closed, with the open ones between.
 *
 * @example monthsOf([{ period: "2024-10", … }], { period: "2024-12", … }) // those of "2024-12", "2024-11", "2024-10"
 */
export function monthsOf(months: readonly Month[], shown: Month | undefined): readonly Month[] {
  const known = new Map([...months, ...(shown ? [shown] : [])].map((month) => [month.period, month]));
  const [newest, oldest] = [[...known.keys()].sort().at(-1), [...known.keys()].sort()[0]];
  const all: Month[] = [];
  for (let period = newest; period && oldest && period >= oldest; period = monthBefore(period)) {
    const from = `${period}-01`;
    all.push(known.get(period) ?? { period, from, to: bucketEnd(from, "MONTH") });
  }
  return all;
}

function monthBefore(period: string): string {
  const date = new Date(`${period}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() - 1);
  return date.toISOString().slice(0, 7);
}

/** The box that chooses the month. */
export function monthChoice(
  months: readonly PayMonthFragment[],
  shown: Month | undefined,
  locale: string,
  choose: (period: string) => void,
): TemplateResult {
  const choices = monthsOf(months, shown).map(
    ({ period, from, to }) => [period, formatPeriod(from, to, locale)] as const,
  );
  // Nothing is chosen where nothing is shown.
  const all = shown ? choices : [["", "–"] as const, ...choices];
  return choiceBox(msg("Month", { id: "month" }), all, shown?.period ?? "", choose);
}
