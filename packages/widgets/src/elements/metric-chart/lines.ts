import type { ChartLook } from "./chart-config.ts";
import type { ChartData, Series } from "./chart-data.ts";
import { colourOf } from "./series-colour.ts";

interface Segment {
  readonly p0DataIndex: number;
  readonly p1DataIndex: number;
}

/** A line; on top of others, with the area between filled. */
export function lineOf(data: ChartData, series: Series, { colours, type, selected }: ChartLook) {
  const colour = colourOf(series, data, colours);
  const before = series.role === "comparison";
  const area = type === "area" && !before;
  const unfinished = (at: number) => Boolean(data.categories[at]?.unfinished) && !before;
  // Where a forecast goes on, what there is so far is a point below it, and no fall.
  const foretold = data.series.some(({ role }) => role === "forecast");
  const alone = (at: number) => (series.values[at - 1] ?? null) === null && (series.values[at + 1] ?? null) === null;
  return {
    type: "line" as const,
    label: series.label,
    // A gap between areas would be read as a fall to nothing and drawn as one: nothing is zero there.
    data:
      area && series.values.some((value) => value !== null)
        ? series.values.map((value, at) => value ?? gapOf(data, at))
        : [...series.values],
    order: before ? 1 : 0,
    borderColor: colour,
    backgroundColor: colour,
    borderWidth: before || area ? 1.5 : 2,
    borderDash: before ? [2, 3] : [],
    // A value with no neighbours would be an invisible line.
    pointRadius: series.values.map((value, at) =>
      value === null ? 0 : at === selected ? 5 : alone(at) || (unfinished(at) && !area) ? 3 : 0,
    ),
    pointBackgroundColor: series.values.map((_, at) => (unfinished(at) ? colours.surface : colour)),
    pointHoverRadius: 4,
    pointHoverBackgroundColor: colour,
    tension: 0,
    segment: {
      borderColor: ({ p1DataIndex }: Segment) => (foretold && unfinished(p1DataIndex) ? "transparent" : undefined),
      borderDash: ({ p0DataIndex, p1DataIndex }: Segment) =>
        unfinished(p0DataIndex) || unfinished(p1DataIndex) ? [4, 4] : undefined,
    },
  };
}

/** Where no series has a value, such as in days to come, there is no area either. */
function gapOf(data: ChartData, at: number): number | null {
  return data.series.some((series) => (series.values[at] ?? null) !== null) ? 0 : null;
}

/** A forecast: a dashed line that goes on from the last finished step, in the band that it is likely in. */
export function forecastLines(data: ChartData, series: Series, look: ChartLook) {
  const colour = colourOf(series, data, look.colours);
  const course = data.series.find(({ role }) => role === "value")?.values ?? [];
  const first = series.values.findIndex((value) => value !== null);
  const joined = (values: readonly (number | null)[]) =>
    values.map((value, at) => (at === first - 1 ? (course[at] ?? null) : value));
  const shared = { type: "line" as const, tension: 0, order: 2, pointHoverRadius: 0 };
  const edge = { ...shared, label: "", borderWidth: 0, borderColor: "transparent", pointRadius: 0 };
  const band = hasRange(series)
    ? [
        { ...edge, data: joined(series.high ?? []) },
        { ...edge, data: joined(series.low ?? []) },
      ]
    : [];
  return [
    {
      ...shared,
      label: series.label,
      data: joined(series.values),
      borderColor: colour,
      backgroundColor: colour,
      borderWidth: 1.5,
      borderDash: [3, 4],
      pointRadius: series.values.map((value, at) => (value === null || at < first ? 0 : 2)),
      pointBackgroundColor: look.colours.surface,
      pointBorderColor: colour,
    },
    ...band,
  ];
}

/** Whether the forecast says between which amounts it is likely to be. */
export function hasRange(series: Series): boolean {
  return series.low?.some((value) => value !== null) ?? false;
}
