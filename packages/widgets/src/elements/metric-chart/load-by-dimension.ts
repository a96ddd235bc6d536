import { msg, str } from "@lit/localize";
import type { SalesClient } from "../../data/client.ts";
import { Misconfigured } from "../../faults.ts";
import { askTable } from "../../metrics/ask-table.ts";
import { nameOf } from "../../metrics/names.ts";
import { beforeText, columnOf, isMovement, measureOf, readingLabel } from "../../metrics/readings.ts";
import { selectionOf } from "../../metrics/selection.ts";
import type { ChartAnswer, Series } from "./chart-data.ts";
import { checkStack } from "./check-stack.ts";
import { type ChartQuestion, seriesLimit } from "./question.ts";

/** Metrics by a dimension: the largest values first, then all others together, computed by the server as a whole. */
export async function loadByDimension(
  client: SalesClient,
  question: ChartQuestion,
  signal: AbortSignal,
): Promise<ChartAnswer> {
  const { metrics, by, period, where, comparison, today, limit, language, locale, type } = question;
  const variables = {
    period,
    by: [by],
    metrics: metrics.flatMap((spec, index) => {
      const value = columnOf(spec, `m${index}`, comparison);
      if (!comparison || isMovement(spec.as) || type === "doughnut") return [value];
      return [value, columnOf(spec, `before${index}`, undefined, comparison)];
    }),
    where,
    orderBy: [{ by: "m0", direction: "DESC" as const }],
    top: { first: type === "doughnut" ? Math.min(limit, seriesLimit) : limit, by: "m0", rest: true },
    asOf: today,
    locale: language,
  };
  const { table, naming } = await askTable(client, variables, locale, signal);
  checkStack(question, table);
  const found = table.rows.filter((row) => row.values.some((value) => value !== null));
  // However large the others are together, they come last.
  const rows = [...found.filter(({ isRest }) => !isRest), ...found.filter(({ isRest }) => isRest)];
  let hue = -1;
  const series = table.columns.map((column, place): Series => {
    const values = rows.map((row) => row.values[place] ?? null);
    const before = column.key.startsWith("before");
    if (!before) hue += 1;
    const own = readingLabel(column, metrics[hue]?.over);
    const earlier = comparison ? beforeText(comparison) : "";
    const label = before ? (metrics.length > 1 ? `${own}, ${earlier}` : earlier) : own;
    return { label, role: before ? "comparison" : "value", measure: measureOf(column), values, hue };
  });
  return {
    categories: rows.map((row) => {
      const name = nameOf(row, 0, by, naming);
      return { label: name, full: name, others: row.isRest, selection: selectionOf(row, [by], naming) };
    }),
    series: type === "doughnut" ? [...series, sharesOf(series[0]!)] : series,
    labels: series.filter(({ role }) => role === "value").map(({ label }) => label),
    dimensions: table.dimensions.map(({ label }) => label),
    period: table.period,
    notes: [],
  };
}

/** What each part is of the whole. A part below nothing has no place in a ring. */
function sharesOf(whole: Series): Series {
  if (whole.values.some((value) => (value ?? 0) < 0)) {
    const { label } = whole;
    throw new Misconfigured(
      msg(str`${label} is negative in places, which a doughnut can't show: set type to bar.`, { id: "negative-part" }),
    );
  }
  const total = whole.values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  return {
    label: msg("Share", { id: "share" }),
    role: "share",
    measure: { unit: "RATIO" },
    values: whole.values.map((value) => (total > 0 && value !== null ? value / total : null)),
    hue: whole.hue,
  };
}
