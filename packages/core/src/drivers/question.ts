import type { Calendar } from "../calendar.ts";
import type { Comparison } from "../comparison.ts";
import type { Catalog } from "../metrics/catalog.ts";
import type { MetricDefinition, MetricId } from "../metrics/definition.ts";
import type { DimensionDefinition, DimensionId } from "../metrics/dimensions.ts";
import type { MetricFilter } from "../metrics/question.ts";
import type { Period } from "../period.ts";
import type { DriverContribution } from "./contributions.ts";
import type { DriverEffect } from "./effects.ts";

export interface DriversQuestion {
  /** One whose rows may be added up to a total. */
  readonly metric: MetricId;
  readonly period: Period;
  readonly calendar: Calendar;
  readonly versus: Comparison;
  /** What the difference is split by. */
  readonly by: DimensionId;
  readonly where?: MetricFilter | undefined;
  /** How many contributions are named before the rest; 10 unless said. */
  readonly first?: number | undefined;
  readonly asOf?: string | undefined;
  readonly catalog?: Catalog | undefined;
}

/** Why a metric changed. Amounts are exact decimal texts with four places. */
export interface Drivers {
  readonly metric: MetricDefinition;
  readonly by: DimensionDefinition;
  readonly period: Period;
  readonly comparison: Period;
  readonly value: string;
  readonly comparisonValue: string;
  readonly difference: string;
  /** (now − then) ÷ |then|; null where there was nothing then. */
  readonly change: number | null;
  /** Of revenue and gross profit; they add up to the difference, and are the same whatever it is split by. */
  readonly effects: readonly DriverEffect[];
  /** They add up to the difference. By product and by category each has its effects. */
  readonly contributions: readonly NamedContribution[];
}

export interface NamedContribution extends DriverContribution {
  /** The name of an entity, else the key. */
  readonly label: string | null;
}
