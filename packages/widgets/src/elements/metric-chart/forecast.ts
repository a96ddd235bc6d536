import { msg, str } from "@lit/localize";
import type { SalesClient } from "../../data/client.ts";
import { formatPeriod } from "../../format/date.ts";
import { intl } from "../../format/intl.ts";
import { formatValue } from "../../format/number.ts";
import type { Grain, MetricForecastQuery } from "../../generated/graphql.ts";
import { MetricForecastDocument } from "../../generated/graphql.ts";
import { bucketLabel, bucketName } from "../../metrics/buckets.ts";
import type { Naming, TableRow } from "../../metrics/names.ts";
import type { Category, ChartAnswer, Series } from "./chart-data.ts";
import type { ChartQuestion } from "./question.ts";

type Metric = MetricForecastQuery["metric"];
type Point = NonNullable<Metric["forecast"]>["points"][number];

/** Asks how the metric is likely to go on; travels together with the question for its course. */
export async function askForecast(
  client: SalesClient,
  { metrics, period, where, today, language }: ChartQuestion,
  grain: Grain,
  signal: AbortSignal,
): Promise<Metric> {
  const variables = { id: metrics[0]!.metric, period, where, series: grain, asOf: today, locale: language };
  return (await client.request(MetricForecastDocument, variables, signal)).metric;
}

/**
 * Lets a chart over time go on: the unfinished step and those to come, with the range that they are likely in, and a
 * note that says how this was found and how far off it has been.
 */
export function withForecast(
  answer: ChartAnswer,
  { forecast, definition, currency }: Metric,
  rows: readonly TableRow[],
  grain: Grain,
  naming: Naming,
): ChartAnswer {
  if (!forecast || forecast.points.length === 0) {
    const note = msg("There is no forecast for this metric and period.", { id: "no-forecast" });
    return { ...answer, notes: [...answer.notes, note] };
  }
  const at = new Map(forecast.points.map((point) => [point.from, point]));
  const known = new Set(rows.map((row) => row.from));
  const further = forecast.points.filter((point) => !known.has(point.from));
  const points: (Point | undefined)[] = [...rows.map((row) => at.get(row.from)), ...further];
  const categories: readonly Category[] = [
    ...answer.categories,
    ...further.map(({ from, to }) => ({
      label: bucketLabel(from, grain, naming, naming.locale, false),
      full: bucketName({ start: from, from, to, unfinished: true }, grain, naming, naming.locale),
      unfinished: true,
    })),
  ];
  const series: Series = {
    label: msg("Forecast", { id: "forecast" }),
    role: "forecast",
    measure: { unit: definition.unit, currency },
    values: points.map((point) => point?.value ?? null),
    low: points.map((point) => point?.low ?? null),
    high: points.map((point) => point?.high ?? null),
    hue: 0,
  };
  const note = noteOf({ forecast, definition, currency }, answer.period, naming.locale);
  return { ...answer, categories, series: [...answer.series, series], notes: [...answer.notes, note] };
}

function noteOf({ forecast, definition, currency }: Metric, period: ChartAnswer["period"], locale: string): string {
  const { value, low, high, confidence, methodText, error, tests, until } = forecast!;
  const money = (amount: number) => formatValue(amount, { unit: definition.unit, currency }, locale, "short");
  const percent = (part: number) => intl(Intl.NumberFormat, locale, { style: "percent" }).format(part);
  const [whole, amount] = [formatPeriod(period.from, until, locale), money(value)];
  const said = msg(str`Forecast for ${whole}: ${amount}.`, { id: "forecast-is" });
  const parts = [said];
  if (low !== null && high !== null && confidence !== null) {
    const [least, most, sure] = [money(low), money(high), percent(confidence)];
    parts.push(msg(str`With ${sure} confidence between ${least} and ${most}.`, { id: "forecast-range" }));
  }
  parts.push(/[.。]$/.test(methodText) ? methodText : msg(str`${methodText}.`, { id: "sentence" }));
  if (error !== null && tests > 0) {
    const [count, off] = [tests, percent(error)];
    parts.push(msg(str`Tested ${count}× on past periods, it was off by ${off} on average.`, { id: "forecast-error" }));
  }
  return parts.join(locale.startsWith("zh") ? "" : " ");
}
