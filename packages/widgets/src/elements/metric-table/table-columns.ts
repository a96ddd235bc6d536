import { msg, str } from "@lit/localize";
import { faultOfChoice } from "../../faults.ts";
import { movementOf } from "../../format/change.ts";
import type { Measure } from "../../format/number.ts";
import type { Better, Comparison, Dimension, Direction, MetricColumnInput, Unit } from "../../generated/graphql.ts";
import type { Table } from "../../metrics/ask-table.ts";
import { attributeOf, dimensionOf } from "../../metrics/dimensions.ts";
import { beforeText, columnOf, isMovement, type MetricSpec, measureOf, readingLabel } from "../../metrics/readings.ts";

/** A column as it is shown. */
export interface TableColumn {
  /** Its name in `sort`, such as `revenue`, `revenue:share`, `revenue:change`. */
  readonly name: string;
  /** The server's column to sort by. */
  readonly key: string;
  readonly label: string;
  /** Its name beside the column of the metric itself, which goes without saying. */
  readonly short?: string;
  /** The metric's description. */
  readonly title: string;
  readonly kind: "value" | "before" | "change";
  readonly measure: Measure;
  readonly unit: Unit;
  readonly better: Better;
  /** Where its number stands in a row's values. */
  readonly place: number;
}

const readingName = ({ as, over }: MetricSpec) =>
  as === "VALUE" ? "" : `:${as.toLowerCase()}${over ? `-${over}` : ""}`;

/** The columns that the server is asked for: compared ones with their value before and both ways to tell the change. */
export function columnInputs(metrics: readonly MetricSpec[], comparison: Comparison | undefined): MetricColumnInput[] {
  return metrics.flatMap((spec, index) => {
    const value = columnOf(spec, `m${index}`, comparison);
    if (!comparison || spec.as !== "VALUE") return [value];
    const { metric } = spec;
    return [
      value,
      columnOf(spec, `m${index}Before`, undefined, comparison),
      { key: `m${index}Change`, metric, as: "CHANGE", versus: comparison },
      { key: `m${index}Difference`, metric, as: "DIFFERENCE", versus: comparison },
    ];
  });
}

/** The columns that are shown, from those that came. */
export function tableColumns(
  { columns }: Table,
  metrics: readonly MetricSpec[],
  comparison: Comparison | undefined,
): readonly TableColumn[] {
  const placeOf = (key: string) => columns.findIndex((column) => column.key === key);
  return metrics.flatMap((spec, index): TableColumn[] => {
    const place = placeOf(`m${index}`);
    const column = columns[place];
    if (!column) return [];
    const { definition } = column;
    const { unit, better } = definition;
    const name = `${spec.metric}${readingName(spec)}`;
    const shared = { name, title: definition.description, unit, better, measure: measureOf(column) };
    const kind = isMovement(spec.as) ? "change" : "value";
    const value: TableColumn = { ...shared, key: column.key, kind, place, label: readingLabel(column, spec.over) };
    if (!comparison || spec.as !== "VALUE") return [value];
    const points = unit === "RATIO" || unit === "SCORE";
    const changeKey = points ? `m${index}Difference` : `m${index}Change`;
    const [label, before] = [definition.label, beforeText(comparison)];
    return [
      value,
      {
        ...shared,
        name: `${name}:before`,
        key: `m${index}Before`,
        kind: "before",
        place: placeOf(`m${index}Before`),
        label: `${label}, ${before}`,
        short: before,
      },
      {
        ...shared,
        name: `${name}:change`,
        key: changeKey,
        kind: "change",
        // A change is a part of what was before, in no currency.
        measure: points ? shared.measure : { unit: "RATIO" },
        place: placeOf(changeKey),
        label: msg(str`${label}, change`, { id: "reading-change" }),
        short: msg("Change", { id: "change" }),
      },
    ];
  });
}

/** How a change column's number moved; differences of ratios are points. */
export function movementIn(column: TableColumn, value: number | null, locale: string) {
  return movementOf({ change: value, difference: value }, column.unit, column.better, locale);
}

/**
 * What the server is to sort by. The name of a column that is not known yet, since it depends on the answer, is that
 * of its change.
 */
export function orderOf(
  sort: string | undefined,
  metrics: readonly MetricSpec[],
  shown: readonly TableColumn[],
  timed: boolean,
): { readonly by: string; readonly direction: Direction }[] {
  if (!sort) return timed ? [] : [{ by: "m0", direction: "DESC" }];
  const direction = sort.startsWith("-") ? "DESC" : "ASC";
  const name = sort.replace(/^-/, "");
  const known = shown.find((column) => column.name === name)?.key;
  const index = metrics.findIndex((spec) => name === `${spec.metric}${readingName(spec)}`);
  const compared = metrics.findIndex(({ metric }) => name.startsWith(`${metric}:`));
  const suffix = name.endsWith(":before") ? "Before" : "Change";
  const by =
    known ?? (index >= 0 ? `m${index}` : compared >= 0 ? `m${compared}${suffix}` : (dimensionOf(name) as string));
  return [{ by, direction }];
}

/** What is wrong with `sort`, if anything. */
export function faultOfSort(
  sort: string | undefined,
  metrics: readonly MetricSpec[],
  by: readonly Dimension[],
  comparison: Comparison | undefined,
): string | undefined {
  const name = (sort ?? "").replace(/^-/, "");
  if (by.includes(dimensionOf(name))) return undefined;
  const columns = metrics.flatMap((spec) => {
    const own = `${spec.metric}${readingName(spec)}`;
    return comparison && spec.as === "VALUE" ? [own, `${own}:before`, `${own}:change`] : [own];
  });
  return faultOfChoice("sort", name, [...columns, ...by.map(attributeOf)]);
}
