import type { MetricQuestion } from "../metrics/question.ts";

/** Which deals, and the day that they are looked at from: today unless said. */
export type PipelineQuestion = Pick<MetricQuestion, "calendar" | "where" | "asOf" | "catalog">;

/** The same over a period. */
export type PipelinePeriodQuestion = PipelineQuestion & Pick<MetricQuestion, "period">;

export type DealStatus = "OPEN" | "WON" | "LOST";

/** A stage of the pipeline. */
export interface Stage {
  /** What deals name it by. */
  readonly key: string;
  readonly name: string;
  readonly nameZh: string | null;
  /** Its place in the order: first what is open, then won, then lost. */
  readonly place: number;
  /** What deals in it are. */
  readonly kind: DealStatus;
  /** 0–1, of open deals in it that have none of their own. */
  readonly probability: number | null;
}

/** The stages of the company: its list, or what its deals' history shows. */
export interface Stages {
  readonly stages: readonly Stage[];
  /** Whether the company lists them. */
  readonly listed: boolean;
}
