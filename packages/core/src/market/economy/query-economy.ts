import { sql } from "kysely";
import { bucketStart, type Calendar, checkDay, earlier } from "../../calendar.ts";
import { dateOf } from "../../filters.ts";
import { truncate } from "../../metrics/truncate.ts";
import type { Scope } from "../../scope.ts";
import { saleIn } from "../../tables.ts";
import type { WarehouseDb } from "../../warehouse.ts";
import { adviseOn, type EconomicAdvice } from "./advice.ts";
import { judgePhase, type PhaseJudgement } from "./phase.ts";
import { type Sensitivity, sensitivityOf } from "./sensitivity.ts";
import { type Frequency, periodAfter, periodEnd, querySeries, type Series, type SeriesValue } from "./series.ts";

export interface EconomyQuestion {
  readonly calendar: Calendar;
  /** The day to look from; today unless said. */
  readonly asOf?: string | undefined;
  /** Only series of this country; all unless said. */
  readonly country?: string | null | undefined;
}

export interface Economy extends PhaseJudgement {
  readonly asOf: string;
  /** One a series, by name. */
  readonly sensitivities: readonly Sensitivity[];
  readonly advice: readonly EconomicAdvice[];
}

/**
 * The phase of the economy and the signals that made it, how own sales have followed each series, and what that suggests.
 *
 * Sales are those that the viewer may see, in whole months, quarters or years: from the first that began with or after the first
 * sale to the last that was over on the day. Periods are those of the calendar, not of the fiscal year.
 *
 * @throws badInput for a day that is none
 * @example await queryEconomy(db, scope, { calendar })
 *   // { phase: "SLOWDOWN", signals: [{ rule: "SAHM", value: 0.4, reading: "WEAKENING", … }], sensitivities: […], advice: […] }
 */
export async function queryEconomy(
  db: WarehouseDb,
  scope: Scope,
  { calendar, country, ...question }: EconomyQuestion,
): Promise<Economy> {
  const asOf = earlier(checkDay(question.asOf ?? calendar.today, "asOf"), calendar.today);
  const series = await querySeries(db, { asOf, country });
  const frequencies = [...new Set(series.map(({ frequency }) => frequency))];
  const sales = new Map(
    await Promise.all(
      frequencies.map(
        async (frequency) => [frequency, await querySales(db, scope, frequency, asOf, calendar)] as const,
      ),
    ),
  );
  const judgement = judgePhase(series, asOf);
  const sensitivities = series.map((one: Series) => sensitivityOf(one, sales.get(one.frequency)!));
  return { asOf, ...judgement, sensitivities, advice: adviseOn(judgement, sensitivities) };
}

const grains = { MONTH: "month", QUARTER: "quarter", YEAR: "year" } as const;

/** Own revenue of whole periods, with those between in which nothing was sold. */
async function querySales(
  db: WarehouseDb,
  scope: Scope,
  frequency: Frequency,
  asOf: string,
  calendar: Calendar,
): Promise<SeriesValue[]> {
  const grain = grains[frequency];
  const { rows } = await sql<SeriesValue & { first: string }>`
    select (${truncate(sql`day`, grain, calendar)})::text as period, sum(net_amount)::double precision as value,
      min(day)::text as first
    from ${saleIn(scope)} as s where day <= ${dateOf(asOf)} group by 1 order by 1`.execute(db);
  const [oldest] = rows;
  if (!oldest) return [];
  const at = new Map(rows.map(({ period, value }) => [period, value]));
  const start = bucketStart(oldest.first, grain, calendar);
  const values: SeriesValue[] = [];
  let period = oldest.first === start ? start : periodAfter(start, frequency, 1);
  for (; periodEnd(period, frequency) <= asOf; period = periodAfter(period, frequency, 1)) {
    values.push({ period, value: at.get(period) ?? 0 });
  }
  return values;
}
