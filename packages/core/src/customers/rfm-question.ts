import { addDays, addMonths, checkDay } from "../calendar.ts";
import { badInput } from "../errors.ts";
import { withSubTeams } from "../filters.ts";
import type { MetricFilter } from "../metrics/question.ts";
import type { Period } from "../period.ts";
import type { WarehouseDb } from "../warehouse.ts";
import type { RfmCutPoints, RfmQuestion } from "./question.ts";
import { checkSegmentMap, defaultSegmentMap, type SegmentMap } from "./segments.ts";

/** An RFM question that has been checked, with everything that it left open filled in. */
export interface PreparedRfm {
  readonly asOf: string;
  readonly window: Period;
  readonly bins: number;
  readonly cutPoints: RfmCutPoints | undefined;
  readonly where: MetricFilter;
  readonly weekStart: number;
  readonly segmentMap: SegmentMap;
}

/** @throws badInput as `queryRfm` describes */
export async function prepareRfm(db: WarehouseDb, question: RfmQuestion): Promise<PreparedRfm> {
  const { calendar, bins = 5, cutPoints, where } = question;
  if (![3, 4, 5].includes(bins)) throw badInput(`bins: ${bins}, expected 3, 4 or 5`);
  for (const [name, points] of Object.entries(cutPoints ?? {})) checkCutPoints(name, points, bins);
  const asOf = checkDay(question.asOf ?? calendar.today, "asOf");
  const segmentMap = checkSegmentMap(question.segmentMap ?? defaultSegmentMap(bins));
  if (segmentMap.bins !== bins) throw badInput(`bins: ${bins}, expected ${segmentMap.bins} as in the segment map`);
  return {
    asOf,
    window: question.window ?? lastTwelveMonths(asOf),
    bins,
    cutPoints,
    where: { ...where, team: await withSubTeams(db, where?.team) },
    weekStart: calendar.weekStart,
    segmentMap,
  };
}

function lastTwelveMonths(asOf: string): Period {
  const from = addDays(addMonths(asOf, -12), 1);
  return { text: `${from}..${asOf}`, from, to: asOf, shape: { kind: "rolling", grain: "month", count: 12 } };
}

function checkCutPoints(name: string, points: readonly number[], bins: number): void {
  const text = `cutPoints.${name}: [${points.join(", ")}]`;
  if (points.length !== bins - 1) throw badInput(`${text}, expected ${bins - 1} of them for ${bins} bins`);
  if (!points.every(Number.isFinite)) throw badInput(`${text}, expected numbers`);
  if (points.some((point, index) => index > 0 && point < points[index - 1]!)) {
    throw badInput(`${text}, expected them in ascending order`);
  }
}
