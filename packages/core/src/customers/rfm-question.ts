import { addDays, addMonths, type Calendar, checkDay } from "../calendar.ts";
import { badInput } from "../errors.ts";
import { builtInCatalog } from "../metrics/catalog.ts";
import { resolveFilters } from "../metrics/resolve-filters.ts";
import type { DimensionFilter } from "../metrics/select-facts.ts";
import type { Period } from "../period.ts";
import type { WarehouseDb } from "../warehouse.ts";
import { checkFilters } from "./check-filters.ts";
import type { RfmCutPoints, RfmQuestion } from "./question.ts";
import { defaultSegmentMap, type SegmentMap } from "./segments.ts";

/** An RFM question that has been checked, with everything that it left open filled in. */
export interface PreparedRfm {
  readonly asOf: string;
  readonly window: Period;
  readonly bins: number;
  readonly cutPoints: RfmCutPoints | undefined;
  readonly filters: readonly DimensionFilter[];
  readonly calendar: Calendar;
  readonly segmentMap: SegmentMap;
}

/**
 * Checks all of an RFM question that can be checked without a look at the warehouse.
 *
 * @returns what it left open, filled in
 * @throws badInput as `queryRfm` describes
 * @example checkRfm({ calendar, bins: 9 }) // throws "bins: 9, expected 3, 4 or 5"
 */
export function checkRfm(question: RfmQuestion): Pick<PreparedRfm, "asOf" | "bins" | "segmentMap"> {
  const { calendar, cutPoints, where, catalog = builtInCatalog } = question;
  const bins = question.bins ?? catalog.ownSegmentMap?.bins ?? 5;
  if (where?.segment) throw badInput("where: RFM makes the segments, so it can't be filtered by segment");
  if (![3, 4, 5].includes(bins)) throw badInput(`bins: ${bins}, expected 3, 4 or 5`);
  for (const [name, points] of Object.entries(cutPoints ?? {})) checkCutPoints(name, points, bins);
  const asOf = checkDay(question.asOf ?? calendar.today, "asOf");
  const segmentMap = catalog.ownSegmentMap ?? defaultSegmentMap(bins);
  if (segmentMap.bins !== bins) {
    throw badInput(
      `bins: ${bins}, expected ${segmentMap.bins}, the scores that the company's own segments are drawn on`,
    );
  }
  return { asOf, bins, segmentMap };
}

/** @throws badInput as `queryRfm` describes */
export async function prepareRfm(db: WarehouseDb, question: RfmQuestion): Promise<PreparedRfm> {
  const { calendar, cutPoints, where, catalog = builtInCatalog } = question;
  const { asOf, bins, segmentMap } = checkRfm(question);
  const filters = await resolveFilters(db, where, catalog);
  checkFilters({ filters, catalog }, "sale", "RFM");
  return {
    asOf,
    window: question.window ?? lastTwelveMonths(asOf),
    bins,
    cutPoints,
    filters,
    calendar,
    segmentMap,
  };
}

export function lastTwelveMonths(asOf: string): Period {
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
