import { badInput } from "../errors.ts";
import type { Text } from "../metrics/definition.ts";

/** Scores from one to another, both included. */
type Scores = readonly [number, number];

export interface SegmentRule {
  readonly recency: Scores;
  readonly frequency: Scores;
  /** Any, unless given. */
  readonly monetary?: Scores | undefined;
}

export interface Segment {
  readonly id: string;
  readonly label: Text;
  /** Customers of any of these blocks of scores belong to it. */
  readonly rules: readonly SegmentRule[];
}

/** Every combination of scores belongs to exactly one segment; `checkSegmentMap` sees to that. */
export interface SegmentMap {
  readonly bins: number;
  readonly segments: readonly Segment[];
}

/**
 * The map that is used unless a company defines its own. For 3 or 4 bins it is the five-bin map seen through
 * coarser scores: score s stands for 1 + round((s − 1) × 4 ÷ (bins − 1)), so 1, 3, 5 of three and 1, 2, 4, 5 of four.
 * A segment that none of those scores meets (there are some with fewer bins) stays in the map, empty.
 */
export function defaultSegmentMap(bins: number): SegmentMap {
  if (bins === 5) return fiveBins;
  const scores = Array.from({ length: bins }, (_, index) => index + 1);
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
  const faults = map.segments.flatMap((segment) => blockFaults(segment, map.bins));
  const ids = map.segments.map(({ id }) => id);
  faults.push(
    ...new Set(ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `segment "${id}" is there twice`)),
  );
  const gaps: string[] = [];
  const overlaps: string[] = [];
  for (let cell = 0; cell < map.bins ** 3; cell++) {
    const recency = Math.floor(cell / map.bins ** 2) + 1;
    const frequency = (Math.floor(cell / map.bins) % map.bins) + 1;
    const monetary = (cell % map.bins) + 1;
    const owners = map.segments.filter((segment) => holds(segment, recency, frequency, monetary));
    const name = `R${recency} F${frequency} M${monetary}`;
    if (owners.length === 0) gaps.push(name);
    if (owners.length > 1) overlaps.push(`${name} (${owners.map(({ id }) => id).join(", ")})`);
  }
  if (gaps.length > 0) faults.push(`no segment for ${gaps.join(", ")}`);
  if (overlaps.length > 0) faults.push(`more than one segment for ${overlaps.join(", ")}`);
  if (faults.length > 0)
    throw badInput(`segment map: ${faults.join("; ")}; every cell must belong to exactly one segment`);
  return map;
}

/** The segment of a combination of scores, in a map that has been checked. */
export function segmentAt(map: SegmentMap, recency: number, frequency: number, monetary: number): Segment {
  return map.segments.find((segment) => holds(segment, recency, frequency, monetary))!;
}

function holds(segment: Segment, recency: number, frequency: number, monetary: number): boolean {
  return segment.rules.some(
    (rule) =>
      within(rule.recency, recency) &&
      within(rule.frequency, frequency) &&
      (!rule.monetary || within(rule.monetary, monetary)),
  );
}

function within([low, high]: Scores, score: number): boolean {
  return low <= score && score <= high;
}

function blockFaults(segment: Segment, bins: number): string[] {
  const blocks = segment.rules.flatMap((rule) => [rule.recency, rule.frequency, rule.monetary ?? ([1, bins] as const)]);
  return blocks
    .filter(([low, high]) => !Number.isInteger(low) || !Number.isInteger(high) || low < 1 || high > bins || low > high)
    .map(([low, high]) => `segment "${segment.id}": scores ${low}–${high}, expected whole scores within 1–${bins}`);
}

function segment(id: string, en: string, zh: string, ...rules: SegmentRule[]): Segment {
  return { id, label: { en, "zh-CN": zh }, rules };
}
