export { bucketStart, type Calendar, checkDay, type Grain, grains } from "./calendar.ts";
export { type Comparison, comparisonPeriod, comparisons } from "./comparison.ts";
export { queryCustomerFigures, queryCustomers } from "./customers/customer-list.ts";
export type {
  CustomerFigures,
  CustomerFilter,
  CustomerOrderField,
  CustomersQuestion,
  Rfm,
  RfmCell,
  RfmCutPoints,
  RfmMember,
  RfmMemberPage,
  RfmQuestion,
  RfmSegment,
} from "./customers/question.ts";
export { queryRfm, queryRfmMembers } from "./customers/rfm.ts";
export {
  checkSegmentMap,
  defaultSegmentMap,
  type Segment,
  type SegmentMap,
  type SegmentRule,
  segmentAt,
} from "./customers/segments.ts";
export { queryEntityIds } from "./entities.ts";
export { badInput, DomainError } from "./errors.ts";
export { metricCatalog, metricOf } from "./metrics/catalog.ts";
export type { Locale, MetricDefinition, MetricId, MetricSource, Text, Unit } from "./metrics/definition.ts";
export {
  type DimensionDefinition,
  type DimensionId,
  dimensionCatalog,
  dimensionOf,
  type EntityKind,
  type TextDimensionId,
} from "./metrics/dimensions.ts";
export { queryMetric } from "./metrics/query-metric.ts";
export { queryMetrics } from "./metrics/query-metrics.ts";
export type {
  MetricAnswerRow,
  MetricCard,
  MetricCardPoint,
  MetricCardQuestion,
  MetricFilter,
  MetricOrder,
  MetricQuestion,
  MetricReading,
  ValueFilter,
} from "./metrics/question.ts";
export { bucketsOf, type Period, type PeriodShape, parsePeriod, periodForms } from "./period.ts";
export { everything, type Scope } from "./scope.ts";
export {
  type ColumnType,
  type Warehouse,
  type WarehouseDb,
  type WarehouseTable,
  warehouseTables,
} from "./warehouse.ts";
