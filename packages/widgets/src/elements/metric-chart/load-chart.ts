import type { SalesClient } from "../../data/client.ts";
import { formatCountry } from "../../format/country.ts";
import { bucketEnd, formatBucket, formatPeriod, isWhole } from "../../format/date.ts";
import type { Comparison, Grain, MetricFilter, MetricId } from "../../generated/graphql.ts";
import { MetricLabelsDocument, MetricSeriesDocument } from "../../generated/graphql.ts";
import { type Category, type ChartData, type Series, splitSeries } from "./chart-data.ts";
import type { Dimension } from "./dimensions.ts";
import { beforeKey, fieldsOf, type MetricsRow, metricsDocument, whereOthers } from "./metrics-document.ts";

export interface ChartQuestion {
  readonly metrics: readonly string[];
  readonly period: string;
  readonly where?: MetricFilter | undefined;
  readonly comparison?: Comparison | undefined;
  readonly today?: string | undefined;
  /** How many values of a dimension are shown before the others. */
  readonly limit: number;
  readonly language: string;
  readonly locale: string;
  /** Words for what the server doesn't name. */
  readonly words: { readonly before: string; readonly others: string; readonly none: string };
}

export interface ChartAnswer extends ChartData {
  /** The metrics' names, for the heading. */
  readonly labels: readonly string[];
  /** Series that could not be added to others. */
  readonly leftOut: number;
}

/** One or more metrics over time: one request each, which travel together. */
export async function loadOverTime(
  client: SalesClient,
  question: ChartQuestion,
  grain: Grain,
  signal: AbortSignal,
): Promise<ChartAnswer> {
  const { metrics, period, where, comparison, today, language, locale, words } = question;
  const answers = await Promise.all(
    metrics.map((id) => {
      const variables = {
        id: id as MetricId,
        period,
        where,
        versus: comparison ?? null,
        series: grain,
        asOf: today,
        locale: language,
      };
      return client.request(MetricSeriesDocument, variables, signal);
    }),
  );
  const points = answers[0]?.metric.series ?? [];
  const series = answers.flatMap(({ metric: { definition, currency, series } }): Series[] => {
    const measure = { unit: definition.unit, currency };
    const value: Series = { label: definition.label, role: "value", measure, values: series.map((one) => one.value) };
    if (!comparison) return [value];
    const values = series.map((one) => one.comparison);
    return [value, { label: words.before, role: "comparison", measure, values }];
  });
  const categories = timeCategories(
    points.map(({ from }) => from),
    grain,
    locale,
    (from, index) => points[index]!.unfinished || !isWhole(from, points[index]!.to, grain),
    (_, index) => points[index]!.to,
  );
  return { categories, series, labels: answers.map(({ metric }) => metric.definition.label), leftOut: 0 };
}

/** One metric over time, one series for each value of a dimension. */
export async function loadSplit(
  client: SalesClient,
  question: ChartQuestion,
  grain: Grain,
  dimension: Dimension,
  signal: AbortSignal,
): Promise<ChartAnswer> {
  const { period, where, today, locale, words } = question;
  const metric = question.metrics[0]!;
  const time = grain.toLowerCase();
  const [catalogue, { metrics: rows }] = await Promise.all([
    client.request(MetricLabelsDocument, { locale: question.language }, signal),
    client.request(metricsDocument([metric], [time, dimension.field]), { period, where, asOf: today }, signal),
  ]);
  const definition = definitionOf(catalogue, metric);
  const split = splitSeries(
    rows.map((row) => ({
      at: String(row[time]),
      part: nameOf(row, dimension, locale),
      value: row[metric] as number | null,
    })),
    { additive: definition.additive, measure: definition.measure, others: words.others, none: words.none },
  );
  const now = today ?? catalogue.company.today;
  const categories = timeCategories(
    split.at,
    grain,
    locale,
    (from) => bucketEnd(from, grain) > now,
    (from) => bucketEnd(from, grain),
  );
  return { categories, series: split.series, labels: [definition.label], leftOut: split.leftOut };
}

/** Metrics by a dimension: the largest values first, then all others, computed by the server for each as a whole. */
export async function loadByDimension(
  client: SalesClient,
  question: ChartQuestion,
  dimension: Dimension,
  signal: AbortSignal,
): Promise<ChartAnswer> {
  const { metrics, period, where, comparison, today, limit, locale, words } = question;
  const [catalogue, answer] = await Promise.all([
    client.request(MetricLabelsDocument, { locale: question.language }, signal),
    client.request(
      metricsDocument(metrics, fieldsOf(dimension), comparison),
      { period, where, asOf: today, orderBy: [{ by: metrics[0]!, direction: "DESC" }], first: limit + 1 },
      signal,
    ),
  ]);
  const shown = answer.metrics.slice(0, limit);
  const rows = [...shown];
  const categories: Category[] = shown.map((row) => {
    const name = nameOf(row, dimension, locale) ?? words.none;
    return { label: name, full: name };
  });
  if (answer.metrics.length > limit) {
    const others = await client.request(
      metricsDocument(metrics, [], comparison),
      { period, where: whereOthers(where, dimension, shown), asOf: today },
      signal,
    );
    rows.push(others.metrics[0] ?? {});
    categories.push({ label: words.others, full: words.others, others: true });
  }
  const definitions = metrics.map((metric) => definitionOf(catalogue, metric));
  const series = definitions.flatMap(({ id, label, measure }): Series[] => {
    const column = (key: string) => rows.map((row) => (row[key] as number | null) ?? null);
    const value: Series = { label, role: "value", measure, values: column(id) };
    if (!comparison) return [value];
    return [value, { label: words.before, role: "comparison", measure, values: column(beforeKey(id)) }];
  });
  return { categories, series, labels: definitions.map(({ label }) => label), leftOut: 0 };
}

function timeCategories(
  days: readonly string[],
  grain: Grain,
  locale: string,
  unfinished: (from: string, index: number) => boolean,
  end: (from: string, index: number) => string,
): readonly Category[] {
  const severalYears = new Set(days.map((day) => day.slice(0, 4))).size > 1;
  return days.map((from, index) => {
    // The year is said where it begins, not on every label.
    const newYear = severalYears && (index === 0 || from.slice(0, 4) !== days[index - 1]!.slice(0, 4));
    return {
      label: formatBucket(from, grain, locale, newYear && grain !== "DAY" && grain !== "WEEK"),
      full: formatPeriod(from, end(from, index), locale),
      unfinished: unfinished(from, index),
    };
  });
}

interface Catalogue {
  readonly metricCatalog: readonly { id: string; label: string; unit: Series["measure"]["unit"]; additive: boolean }[];
  readonly company: { readonly currency: string };
}

function definitionOf({ metricCatalog, company }: Catalogue, id: string) {
  const known = metricCatalog.find((one) => one.id === id);
  const measure = { unit: known?.unit ?? "COUNT", currency: company.currency } as const;
  return { id, label: known?.label ?? id, additive: known?.additive ?? false, measure };
}

function nameOf(row: MetricsRow, { field }: Dimension, locale: string): string | null {
  const value = row[field];
  if (value === null || value === undefined || value === "") return null;
  return field === "country" ? formatCountry(String(value), locale) : String(value);
}
