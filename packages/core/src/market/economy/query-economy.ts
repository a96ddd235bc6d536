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
  const sales = await querySales(db, scope, new Set(series.map(({ frequency }) => frequency)), asOf, calendar);
  const judgement = judgePhase(series, asOf);
  const sensitivities = series.map((one: Series) => sensitivityOf(one, sales.get(one.frequency)!));
  return { asOf, ...judgement, sensitivities, advice: adviseOn(judgement, sensitivities) };
}

const grains = { MONTH: "month", QUARTER: "quarter", YEAR: "year" } as const;

interface Sold extends SeriesValue {
  readonly frequency: Frequency;
  /** The first day on which something was sold. */
  readonly first: string;
}

/** Own revenue of whole periods of these lengths, with those between in which nothing was sold. Sales are read once. */
async function querySales(
  db: WarehouseDb,
  scope: Scope,
  frequencies: ReadonlySet<Frequency>,
  asOf: string,
  calendar: Calendar,
): Promise<Map<Frequency, SeriesValue[]>> {
  if (frequencies.size === 0) return new Map();
  const sums = [...frequencies].map(
    (frequency) => sql`select ${sql.lit(frequency)} as frequency,
      (${truncate(sql`day`, grains[frequency], calendar)})::text as period, sum(revenue)::double precision as value,
      min(day)::text as first
    from sold group by 2`,
  );
  const { rows } = await sql<Sold>`
    with sold as (
      select day, sum(net_amount) as revenue from ${saleIn(scope)} as s where day <= ${dateOf(asOf)} group by day
    )
    ${sql.join(sums, sql` union all `)} order by period`.execute(db);
  return new Map(
    [...frequencies].map((frequency) => {
      const own = rows.filter((row) => row.frequency === frequency);
      return [frequency, wholePeriods(own, frequency, asOf, calendar)];
    }),
  );
}

function wholePeriods(rows: readonly Sold[], frequency: Frequency, asOf: string, calendar: Calendar): SeriesValue[] {
  const [oldest] = rows;
  if (!oldest) return [];
  const at = new Map(rows.map(({ period, value }) => [period, value]));
  const start = bucketStart(oldest.first, grains[frequency], calendar);
  const values: SeriesValue[] = [];
  let period = oldest.first === start ? start : periodAfter(start, frequency, 1);
  for (; periodEnd(period, frequency) <= asOf; period = periodAfter(period, frequency, 1)) {
    values.push({ period, value: at.get(period) ?? 0 });
  }
  return values;
}
