import type { CompetitorGridQuery } from "../../generated/graphql.ts";

export type Figure = CompetitorGridQuery["competitorGrid"]["figures"][number];

/** One line of the grid: what each column has to say to it, in the columns' order. */
export interface GridLine {
  readonly name: string;
  readonly category: string | null;
  readonly cells: readonly (Figure | undefined)[];
}

export interface GridGroup {
  readonly topic: Figure["topic"];
  readonly lines: readonly GridLine[];
}

export interface SideBySide {
  /** The company first, then competitors by how much is known of them. */
  readonly columns: readonly { readonly name: string; readonly own: boolean }[];
  readonly groups: readonly GridGroup[];
}

/** Puts a list of figures side by side: a column for each of whom something is known, a line for what it is about. */
export function sideBySide(figures: readonly Figure[]): SideBySide {
  const counts = new Map<string, { own: boolean; count: number }>();
  const lines = new Map<string, Figure[]>();
  for (const figure of figures) {
    const { competitorName, own, topic, name, category } = figure;
    counts.set(competitorName, { own, count: (counts.get(competitorName)?.count ?? 0) + 1 });
    const key = JSON.stringify([topic, name, category]);
    lines.set(key, [...(lines.get(key) ?? []), figure]);
  }
  const columns = [...counts]
    .map(([name, { own, count }]) => ({ name, own, count }))
    .sort((a, b) => Number(b.own) - Number(a.own) || b.count - a.count)
    .map(({ name, own }) => ({ name, own }));
  const groups = new Map<Figure["topic"], GridLine[]>();
  for (const group of lines.values()) {
    const { topic, name, category } = group[0]!;
    const cells = columns.map((column) => group.find(({ competitorName }) => competitorName === column.name));
    groups.set(topic, [...(groups.get(topic) ?? []), { name, category, cells }]);
  }
  return { columns, groups: [...groups].map(([topic, lines]) => ({ topic, lines })) };
}

/** How a figure of a competitor differs from the company's own: a part of it for prices, points for shares. */
export function gapOf({ topic, own, value, ownValue }: Figure): number | undefined {
  if (own || value === null || ownValue === null) return undefined;
  if (topic === "SHARE") return value - ownValue;
  return topic === "PRICE" && ownValue > 0 ? value / ownValue - 1 : undefined;
}

/** The latest of each market. */
export function latestOf<T extends { readonly market: string; readonly category: string | null; readonly day: string }>(
  found: readonly T[],
): T[] {
  const latest = new Map<string, T>();
  for (const one of found) {
    const key = JSON.stringify([one.market, one.category]);
    if ((latest.get(key)?.day ?? "") <= one.day) latest.set(key, one);
  }
  return [...latest.values()];
}
