import type { SalesFunnelQuery } from "../../generated/graphql.ts";

export type Funnel = SalesFunnelQuery["funnel"];
export type FunnelStage = Funnel["stages"][number];
export type Improvement = Funnel["improvements"][number];

/** What bars are as long as. */
export type FunnelMeasure = "deals" | "amount";

/** A bar of the funnel: a stage, or at its end what was won. */
export interface FunnelStep {
  /** Undefined of what was won. */
  readonly stage: FunnelStage | undefined;
  readonly deals: number;
  readonly amount: number;
  /** Of the longest bar, 0 to 1. */
  readonly width: number;
  /** Where it would pay most to lose fewer deals, of all stages. */
  readonly improvement: Improvement | undefined;
}

/**
 * The bars of a funnel in order, with what was won at its end, and the one stage that is most worth improving marked.
 *
 * @example funnelSteps(funnel, "deals").map(({ width }) => width) // [1, 0.8, 0.63, 0.38]
 */
export function funnelSteps({ stages, improvements, won, wonAmount }: Funnel, measure: FunnelMeasure): FunnelStep[] {
  const best = improvements.find(({ gainAtBest }) => (gainAtBest ?? 0) > 0);
  const steps = [
    ...stages.map((stage) => ({ stage, deals: stage.entered, amount: stage.enteredAmount })),
    { stage: undefined, deals: won, amount: wonAmount },
  ];
  const longest = Math.max(...steps.map((step) => step[measure]));
  return steps.map((step) => ({
    ...step,
    width: longest > 0 ? Math.max(step[measure], 0) / longest : 0,
    improvement: best && best.stage.key === step.stage?.stage.key ? best : undefined,
  }));
}
