import { sql } from "kysely";
import { bucketEnd, type Calendar, earlier, type Grain } from "../../calendar.ts";
import { type Comparison, comparisonPeriod } from "../../comparison.ts";
import type { DriverKey } from "../../drivers/contributions.ts";
import { type FactPair, queryFactPairs } from "../../drivers/fact-pairs.ts";
import { badInput } from "../../errors.ts";
import { builtInCatalog } from "../../metrics/catalog.ts";
import type { DimensionDefinition, DimensionId } from "../../metrics/dimensions.ts";
import type { Fact } from "../../metrics/facts.ts";
import { queryNames } from "../../metrics/names.ts";
import { bucketsOf, type Period } from "../../period.ts";
import type { Scope } from "../../scope.ts";
import type { WarehouseDb } from "../../warehouse.ts";
import { type FeedbackQuestion, prepareFor } from "./prepare-for.ts";
import { type SurveyChange, type SurveyFigures, surveyChange, surveyFigures } from "./survey-figures.ts";
import { type SurveyKind, scoresOf } from "./surveys.ts";

export interface SatisfactionQuestion extends FeedbackQuestion {
  readonly kind: SurveyKind;
  /** What to compare with; nothing unless said. */
  readonly versus?: Comparison | undefined;
  /** What rows are split by, time included; one row of all unless said. */
  readonly by?: DimensionId | undefined;
  /** The steps of its course; none unless said. */
  readonly series?: Grain | undefined;
  /** At most so many rows, those with the most answers; 100 unless said. Rows of time are all there. */
  readonly first?: number | undefined;
}

export interface ComparedSurvey {
  readonly figures: SurveyFigures;
  /** Where a comparison was asked for. */
  readonly comparison: SurveyFigures | undefined;
  readonly change: SurveyChange | undefined;
}

export interface SatisfactionRow extends ComparedSurvey {
  /** An entity's id, a text, a first day; null of all, and where it is not given. */
  readonly key: DriverKey;
  /** The name of an entity, else the key. */
  readonly label: string | null;
}

export interface SatisfactionPoint extends ComparedSurvey {
  readonly from: string;
  readonly to: string;
  /** Its days are not all over yet. */
  readonly unfinished: boolean;
}

export interface Satisfaction extends ComparedSurvey {
  readonly kind: SurveyKind;
  readonly period: Period;
  readonly comparisonPeriod: Period | undefined;
  /** With fewer answers there is no score. */
  readonly minimumResponses: number;
  readonly by: DimensionDefinition | undefined;
  readonly rows: readonly SatisfactionRow[];
  readonly series: readonly SatisfactionPoint[];
}

const mostRows = 1_000;

/**
 * What customers answered to a survey in a period: the score with its margin of error, its groups and distribution,
 * beside a comparison and whether the change is more than chance; by a dimension, and over time.
 *
 * Every answer counts, also several of one customer. See `surveyFigures` for the formulas. Below the catalogue's minimum
 * of answers there is their number and no score.
 *
 * @throws badInput for a dimension or a filter that responses don't have, and for `first` out of range
 * @example
 * await querySatisfaction(db, scope, { kind: "NPS", period, calendar, by: "region" })
 * // { figures: { responses: 212, score: 31.1, margin: 9.8, … }, rows: [{ key: "East", label: "East", figures: … }, …], … }
 */
export async function querySatisfaction(
  db: WarehouseDb,
  scope: Scope,
  question: SatisfactionQuestion,
): Promise<Satisfaction> {
  const { kind, period, calendar, versus, catalog = builtInCatalog, first = 100 } = question;
  if (!Number.isInteger(first) || first < 1 || first > mostRows) {
    throw badInput(`first: ${first}, expected a whole number of rows, 1 to ${mostRows}`);
  }
  const by = question.by === undefined ? undefined : catalog.dimension(question.by);
  const key = by?.entity ? catalog.dimension(`${by.entity}Id`) : by;
  await prepareFor(kind.toLowerCase(), db, scope, question, key ? [key.id] : []);
  const facts = scoreFacts[kind];
  const pairsBy = (...dimensions: DimensionId[]) => queryFactPairs(db, scope, question, dimensions, facts);
  const compare = (pair: Pick<FactPair, "now" | "before"> | undefined): ComparedSurvey => {
    const figuresOf = (side: "now" | "before") =>
      surveyFigures(
        kind,
        facts.map((fact) => Number(pair?.[side]?.get(fact) ?? 0)),
        catalog.minimumResponses,
      );
    const figures = figuresOf("now");
    const comparison = versus && figuresOf("before");
    return { figures, comparison, change: comparison && surveyChange(figures, comparison) };
  };
  const along = async (grain: Grain) => pointsOf(await pairsBy(grain), compare, grain, question);
  const [whole, split, series] = await Promise.all([
    pairsBy(),
    key?.grain ? along(key.grain) : key ? pairsBy(key.id) : undefined,
    question.series ? along(question.series) : [],
  ]);
  const total = compare(whole[0]);
  return {
    kind,
    period,
    comparisonPeriod: versus && comparisonPeriod(period, versus, calendar),
    minimumResponses: catalog.minimumResponses,
    by,
    ...total,
    rows: await rowsOf(),
    series,
  };

  async function rowsOf(): Promise<SatisfactionRow[]> {
    if (!key || !split) return [{ key: null, label: null, ...total }];
    if (isPoints(split)) return split.map(({ start, ...point }) => ({ key: start, label: start, ...point }));
    const rows = split.map(({ keys, ...pair }) => ({ key: keys[0]!, ...compare(pair) }));
    // A row of the period before alone, or of other surveys, says nothing.
    const kept = rows
      .filter(({ figures }) => figures.responses > 0)
      .sort(byResponses)
      .slice(0, first);
    return named(db, key, kept);
  }
}

/** How many gave a score: all of a survey's figures follow from these. */
const scoreFacts: Readonly<Record<SurveyKind, readonly Fact[]>> = {
  NPS: factsOf("NPS"),
  CSAT: factsOf("CSAT"),
  CES: factsOf("CES"),
};

function factsOf(kind: SurveyKind): Fact[] {
  return scoresOf(kind).map((score) => ({
    id: `${kind.toLowerCase()}${score}`,
    source: "response",
    sql: sql`count(*) filter (where f.kind = ${sql.lit(kind)} and f.score = ${sql.lit(score)})`,
    isAmount: false,
    additive: { overTime: true, overDimensions: true },
    needs: [],
  }));
}

type Point = SatisfactionPoint & { readonly start: string };

/** Every step of the period, those without an answer too. */
function pointsOf(
  pairs: readonly FactPair[],
  compare: (pair: FactPair | undefined) => ComparedSurvey,
  grain: Grain,
  { period, calendar, asOf }: { period: Period; calendar: Calendar; asOf?: string | undefined },
): Point[] {
  const byStart = new Map(pairs.map((pair) => [pair.keys[0], pair]));
  const lastDay = earlier(calendar.today, asOf ?? calendar.today);
  return bucketsOf(period, grain, calendar).map(({ start, from, to }) => ({
    start,
    from,
    to,
    unfinished: bucketEnd(start, grain, calendar) > lastDay,
    ...compare(byStart.get(start)),
  }));
}

function isPoints(rows: readonly Point[] | readonly FactPair[]): rows is readonly Point[] {
  return rows[0] !== undefined && "start" in rows[0];
}

function byResponses(a: { key: DriverKey } & ComparedSurvey, b: { key: DriverKey } & ComparedSurvey): number {
  const more = b.figures.responses - a.figures.responses;
  if (more !== 0 || a.key === b.key) return more;
  if (a.key === null || b.key === null) return a.key === null ? 1 : -1;
  return a.key < b.key ? -1 : 1;
}

async function named<T extends { readonly key: DriverKey }>(
  db: WarehouseDb,
  { entity }: DimensionDefinition,
  rows: readonly T[],
): Promise<(T & { label: string | null })[]> {
  const ids = entity ? rows.flatMap(({ key }) => (typeof key === "number" ? [key] : [])) : [];
  const names: ReadonlyMap<DriverKey, string> = entity ? await queryNames(db, entity, ids) : new Map();
  return rows.map((row) => ({
    ...row,
    label: entity ? (names.get(row.key) ?? null) : row.key === null ? null : String(row.key),
  }));
}
