import { badInput } from "../errors.ts";
import type { Text } from "../metrics/definition.ts";

/** Scores from one to another, both included. */
type Scores = readonly [number, number];

/** A block of scores; of a measure that isn't named, any. */
export interface SegmentRule {
  readonly recency?: Scores | undefined;
  readonly frequency?: Scores | undefined;
  readonly monetary?: Scores | undefined;
}

export interface Segment {
  /** In lower case with hyphens, such as `at-risk`. */
  readonly id: string;
  readonly label: Text;
  /** Customers of any of these blocks of scores belong to it. */
  readonly rules: readonly SegmentRule[];
}

/** Every combination of scores belongs to exactly one segment; `checkSegmentMap` sees to that. */
export interface SegmentMap {
  /** How many scores it is drawn on: 3, 4 or 5. */
  readonly bins: number;
  readonly segments: readonly Segment[];
}

/** In the place of a segment's id: no purchase in the window. */
export const noSegment = "none";

/** What people call it. */
export const noSegmentLabel: Text = { en: "No purchase in the window", "zh-CN": "期内未购买" };

/**
 * The map that is used unless a company defines its own. For 3 or 4 bins it is the five-bin map seen through
 * coarser scores: score s stands for 1 + round((s − 1) × 4 ÷ (bins − 1)), so 1, 3, 5 of three and 1, 2, 4, 5 of four.
 * A segment that none of those scores meets (there are some with fewer bins) stays in the map, empty.
 */
export function defaultSegmentMap(bins: number): SegmentMap {
  if (bins === 5) return fiveBins;
  const scores = scoresOf(bins);
  const ofFive = (score: number) => 1 + Math.round(((score - 1) * 4) / (bins - 1));
  const segments = fiveBins.segments.map((segment) => ({
    ...segment,
    rules: scores.flatMap((recency) =>
      scores
        .filter((frequency) => holds(segment, ofFive(recency), ofFive(frequency), 1))
        .map((frequency) => ({ recency: [recency, recency], frequency: [frequency, frequency] }) as const),
    ),
  }));
  return { bins, segments };
}

const fiveBins: SegmentMap = {
  bins: 5,
  segments: [
    segment("champions", "Champions", "重要价值客户", { recency: [5, 5], frequency: [4, 5] }),
    segment("loyal", "Loyal", "忠诚客户", { recency: [3, 4], frequency: [4, 5] }),
    segment("potential-loyalist", "Potential loyalist", "潜力客户", { recency: [4, 5], frequency: [2, 3] }),
    segment("new", "New", "新客户", { recency: [5, 5], frequency: [1, 1] }),
    segment("promising", "Promising", "有望客户", { recency: [4, 4], frequency: [1, 1] }),
    segment("need-attention", "Need attention", "需关注客户", { recency: [3, 3], frequency: [3, 3] }),
    segment("about-to-sleep", "About to sleep", "即将沉睡客户", { recency: [3, 3], frequency: [1, 2] }),
    segment("at-risk", "At risk", "流失风险客户", { recency: [1, 2], frequency: [3, 4] }),
    segment("cant-lose", "Can't lose", "重要挽留客户", { recency: [1, 2], frequency: [5, 5] }),
    segment("hibernating", "Hibernating", "沉睡客户", { recency: [1, 2], frequency: [1, 2] }),
  ],
};

/**
 * Answers the map when every combination of scores belongs to exactly one segment.
 *
 * @throws badInput naming the combinations (R, F, M) that no segment or several segments claim, blocks outside
 *   1–bins, and ids used twice
 */
export function checkSegmentMap(map: SegmentMap): SegmentMap {
  const faults = segmentFaults(map);
  if (faults.length > 0)
    throw badInput(`segment map: ${faults.join("; ")}; every cell must belong to exactly one segment`);
  return map;
}

/** What is wrong with a map whose fields have the right types. */
export function segmentFaults(map: SegmentMap): string[] {
  const ids = map.segments.map(({ id }) => id);
  const twice = new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
  const owners = (recency: number, frequency: number, monetary: number) =>
    map.segments.filter((segment) => holds(segment, recency, frequency, monetary)).map(({ id }) => id);
  const scores = scoresOf(map.bins);
  const cells = scores.flatMap((recency) =>
    scores.flatMap((frequency) => {
      const byMonetary = scores.map((monetary) => owners(recency, frequency, monetary));
      const isAlike = byMonetary.every((found) => found.join() === byMonetary[0]!.join());
      const name = `R${recency} F${frequency}`;
      // A fault of the whole cell is named once.
      if (isAlike) return [{ name, found: byMonetary[0]! }];
      return byMonetary.map((found, index) => ({ name: `${name} M${index + 1}`, found }));
    }),
  );
  const gaps = cells.filter(({ found }) => found.length === 0).map(({ name }) => name);
  const overlaps = cells
    .filter(({ found }) => found.length > 1)
    .map(({ name, found }) => `${name} (${found.join(", ")})`);
  return [
    ...map.segments.flatMap((segment) => blockFaults(segment, map.bins)),
    ...[...twice].map((id) => `segment "${id}" is there twice`),
    ...(gaps.length > 0 ? [`no segment for ${gaps.join(", ")}`] : []),
    ...(overlaps.length > 0 ? [`more than one segment for ${overlaps.join(", ")}`] : []),
  ];
}

/** The segment of a combination of scores, in a map that has been checked. */
export function segmentAt(map: SegmentMap, recency: number, frequency: number, monetary: number): Segment {
  return map.segments.find((segment) => holds(segment, recency, frequency, monetary))!;
}

/** @throws badInput naming the id and listing the right ones */
export function findSegment({ segments }: SegmentMap, id: string): Segment {
  const found = segments.find((segment) => segment.id === id);
  if (found) return found;
  throw badInput(
    `there is no segment ${JSON.stringify(id)}, expected one of ${segments.map((one) => one.id).join(", ")}`,
  );
}

function holds(segment: Segment, recency: number, frequency: number, monetary: number): boolean {
  return segment.rules.some(
    (rule) => within(rule.recency, recency) && within(rule.frequency, frequency) && within(rule.monetary, monetary),
  );
}

function within(block: Scores | undefined, score: number): boolean {
  return !block || (block[0] <= score && score <= block[1]);
}

function blockFaults(segment: Segment, bins: number): string[] {
  const blocks = segment.rules.flatMap((rule) => [rule.recency ?? [], rule.frequency ?? [], rule.monetary ?? []]);
  return blocks
    .filter((block) => block.length > 0)
    .map(([low, high]) => [low!, high!] as const)
    .filter(([low, high]) => !Number.isInteger(low) || !Number.isInteger(high) || low < 1 || high > bins || low > high)
    .map(([low, high]) => `segment "${segment.id}": scores ${low}–${high}, expected whole scores within 1–${bins}`);
}

function scoresOf(bins: number): number[] {
  return Array.from({ length: bins }, (_, index) => index + 1);
}

function segment(id: string, en: string, zh: string, ...rules: SegmentRule[]): Segment {
  return { id, label: { en, "zh-CN": zh }, rules };
}
