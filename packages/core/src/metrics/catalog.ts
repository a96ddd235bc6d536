import { type AlertRules, type AlertSettings, alertRulesOf } from "../alerts/rules.ts";
import { checkSegmentMap, defaultSegmentMap, type SegmentMap } from "../customers/segments.ts";
import { badInput } from "../errors.ts";
import { type SwotRules, type SwotSettings, swotRulesOf } from "../swot/rules.ts";
import { budgetMetrics } from "./budget.ts";
import { customerMetrics } from "./customers.ts";
import type { MetricDefinition, MetricId } from "./definition.ts";
import { builtInDimensions, type DimensionDefinition, type DimensionId } from "./dimensions.ts";
import { factsOf, isLinear } from "./formula.ts";
import { goalMetrics } from "./goals.ts";
import { incentiveMetrics } from "./incentives.ts";
import { marginMetrics } from "./margin.ts";
import { pipelineMetrics } from "./pipeline.ts";
import { salesMetrics } from "./sales.ts";
import { satisfactionMetrics } from "./satisfaction.ts";

/** What can be asked for: the built-in metrics and dimensions, and a deployment's own. */
export interface Catalog {
  /** Every metric, in the order in which they are documented. */
  readonly metrics: readonly MetricDefinition[];
  readonly dimensions: readonly DimensionDefinition[];
  /** Fewer survey responses than this give no score. */
  readonly minimumResponses: number;
  /** The company's own RFM segments, where it has defined any. */
  readonly ownSegmentMap: SegmentMap | undefined;
  /** What the segment of a customer is called by: the company's own map, or the default one of five scores. */
  readonly segmentMap: SegmentMap;
  /** What raises strengths, weaknesses, opportunities and threats. */
  readonly swot: SwotRules;
  /** What raises alerts. */
  readonly alerts: AlertRules;
  /** Metrics whose value of the whole company everybody may know, whatever else they see. */
  readonly companyTotals: ReadonlySet<MetricId>;
  /** @throws badInput naming the id and listing the right ones */
  metric(id: MetricId): MetricDefinition;
  /** @throws badInput naming the id and listing the right ones */
  dimension(id: DimensionId): DimensionDefinition;
}

/** A deployment's own metrics and dimensions, and settings of the built-in ones. */
export interface CatalogExtension {
  readonly metrics?: readonly MetricDefinition[] | undefined;
  readonly dimensions?: readonly DimensionDefinition[] | undefined;
  /** RFM segments in the place of the built-in ones: a map in which every combination of scores has exactly one. */
  readonly segments?: SegmentMap | undefined;
  /** Fewer survey responses than this give no score; 5 unless said. */
  readonly minimumResponses?: number | undefined;
  /** Own SWOT rules, and other thresholds of the built-in ones. */
  readonly swot?: SwotSettings | undefined;
  /** Own alerts, and other thresholds of the built-in ones. */
  readonly alerts?: AlertSettings | undefined;
  /** Metrics whose value of the whole company reps and managers may know as well; none unless said. */
  readonly companyTotals?: readonly MetricId[] | undefined;
}

/** The catalogue with a deployment's own entries after the built-in ones; `checkExtension` finds what is wrong with them. */
export function createCatalog(extension: CatalogExtension = {}): Catalog {
  const { metrics = [], dimensions = [], segments, minimumResponses = 5, swot, alerts, companyTotals } = extension;
  const segmentMap = segments ? checkSegmentMap(segments) : defaultSegmentMap(5);
  const allMetrics = [
    ...salesMetrics,
    ...marginMetrics,
    ...customerMetrics,
    ...pipelineMetrics,
    ...satisfactionMetrics(minimumResponses),
    ...goalMetrics,
    ...incentiveMetrics,
    ...budgetMetrics,
    ...metrics,
  ];
  const allDimensions = [...builtInDimensions.map((one) => withSegments(one, segmentMap)), ...dimensions];
  return {
    metrics: allMetrics,
    dimensions: allDimensions,
    minimumResponses,
    ownSegmentMap: segments,
    segmentMap,
    swot: swotRulesOf(swot),
    alerts: alertRulesOf(alerts),
    companyTotals: new Set(companyTotals),
    metric: finder("metric", allMetrics),
    dimension: finder("dimension", allDimensions),
  };
}

export const builtInCatalog = createCatalog();

/** Dimensions that a metric can be split and filtered by: those that all of its facts have. */
export function dimensionsOf(catalog: Catalog, metric: MetricDefinition): readonly DimensionDefinition[] {
  const sources = factsOf(metric.value).map(({ source }) => source);
  return catalog.dimensions.filter(({ grain, columns }) => grain || sources.every((source) => columns?.[source]));
}

/** Whether buckets of time may be added up to a total; of dimensions likewise. */
export function additivityOf({ value, readAs }: MetricDefinition): {
  readonly overTime: boolean;
  readonly overDimensions: boolean;
} {
  const facts = factsOf(value);
  const isSum = isLinear(value) && readAs === undefined;
  return {
    overTime: isSum && facts.every(({ additive }) => additive.overTime),
    overDimensions: isSum && facts.every(({ additive }) => additive.overDimensions),
  };
}

/** The dimension of segments knows what people call them. */
function withSegments(dimension: DimensionDefinition, { segments }: SegmentMap): DimensionDefinition {
  if (dimension.id !== "segment") return dimension;
  return { ...dimension, values: Object.fromEntries(segments.map(({ id, label }) => [id, label])) };
}

function finder<T extends { readonly id: string }>(what: string, entries: readonly T[]): (id: string) => T {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return (id) => {
    const found = byId.get(id);
    if (found) return found;
    throw badInput(`there is no ${what} ${JSON.stringify(id)}, expected one of ${[...byId.keys()].join(", ")}`);
  };
}
