import { msg, str } from "@lit/localize";
import type { SalesClient } from "../../data/client.ts";
import { Misconfigured } from "../../faults.ts";
import { askTable, type NamedTable } from "../../metrics/ask-table.ts";
import { nameOf, othersText } from "../../metrics/names.ts";
import { columnOf, measureOf, readingLabel } from "../../metrics/readings.ts";
import { selectionOf } from "../../metrics/selection.ts";
import type { Category, ChartAnswer, Series } from "./chart-data.ts";
import { type ChartQuestion, seriesLimit } from "./question.ts";

/** So many combinations of two dimensions are asked for; beyond, a chart of them says nothing any more. */
const mostCombinations = 5000;

/**
 * One metric by two dimensions. The largest of each and the others of each are added up here, so the metric must be
 * one that can be.
 */
export async function loadPivot(
  client: SalesClient,
  question: ChartQuestion,
  signal: AbortSignal,
): Promise<ChartAnswer> {
  const { metrics, by, split, period, where, comparison, today, language, locale } = question;
  const variables = {
    period,
    by: [by, split!],
    metrics: [columnOf(metrics[0]!, "m0", comparison)],
    where,
    first: mostCombinations,
    asOf: today,
    locale: language,
  };
  const answer = await askTable(client, variables, locale, signal);
  const { table } = answer;
  const column = table.columns[0]!;
  const { label } = column.definition;
  if (!column.definition.additive || column.as === "CHANGE") {
    throw new Misconfigured(
      msg(str`${label} can't be added up, so it can't be split by two dimensions: leave one out.`, { id: "no-pivot" }),
    );
  }
  if (table.nextCursor) {
    throw new Misconfigured(
      msg(str`More than ${mostCombinations} combinations are too many for a chart: choose another split.`, {
        id: "too-many-parts",
      }),
    );
  }
  return {
    ...pivot(answer, question),
    labels: [readingLabel(column)],
    dimensions: table.dimensions.map((one) => one.label),
    period: table.period,
    notes: [],
  };
}

interface Part {
  readonly sum: number;
  readonly row: NamedTable["table"]["rows"][number];
}

/** The rows as a grid: the largest of the first dimension down, the largest of the second across, others at the ends. */
export function pivot(
  { table, naming }: NamedTable,
  { by, split, limit }: Pick<ChartQuestion, "by" | "split" | "limit">,
): { readonly categories: readonly Category[]; readonly series: readonly Series[] } {
  const { rows } = table;
  const down = largest(rows, 0, limit);
  const across = largest(rows, 1, seriesLimit);
  const othersDown = down.all > down.shown.length;
  const othersAcross = across.all > across.shown.length;
  const grid = [...across.shown, ...(othersAcross ? ["others"] : [])].map(() =>
    [...down.shown, ...(othersDown ? ["others"] : [])].map((): number | null => null),
  );
  const place = (parts: readonly Part[], key: string | null, at: 0 | 1) => {
    const index = parts.findIndex(({ row }) => (row.keys[at] ?? null) === key);
    return index < 0 ? parts.length : index;
  };
  for (const row of rows) {
    const value = row.values[0] ?? null;
    if (value === null) continue;
    const line = grid[place(across.shown, row.keys[1] ?? null, 1)]!;
    const at = place(down.shown, row.keys[0] ?? null, 0);
    line[at] = (line[at] ?? 0) + value;
  }
  const categories = down.shown.map(({ row }): Category => {
    const name = nameOf(row, 0, by, naming);
    return { label: name, full: name, selection: selectionOf(row, [by], naming) };
  });
  if (othersDown) categories.push({ label: othersText(), full: othersText(), others: true });
  const measure = measureOf(table.columns[0]!);
  return {
    categories,
    series: grid.map((values, hue): Series => {
      const row = across.shown[hue]?.row;
      if (!row) return { label: othersText(), role: "others", measure, values, hue };
      const own = { ...row, keys: [row.keys[1] ?? null], labels: [row.labels[1] ?? null] };
      const selection = selectionOf(own, [split!], naming);
      return { label: nameOf(row, 1, split!, naming), role: "value", measure, values, hue, selection };
    }),
  };
}

function largest(rows: NamedTable["table"]["rows"], at: 0 | 1, limit: number) {
  const sums = new Map<string | null, Part>();
  for (const row of rows) {
    const key = row.keys[at] ?? null;
    sums.set(key, { row, sum: (sums.get(key)?.sum ?? 0) + (row.values[0] ?? 0) });
  }
  const ranked = [...sums.values()].sort((left, right) => right.sum - left.sum);
  return { shown: ranked.slice(0, limit), all: ranked.length };
}
