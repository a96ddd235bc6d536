/** Where a score is among peers: the best quarter, the last quarter, or between. */
export type ScorePlace = "high" | "middle" | "low";

/**
 * The place of a percentile; undefined where there is none to be told.
 *
 * @example scorePlace(0.8) // "high"
 */
export function scorePlace(percentile: number | null | undefined): ScorePlace | undefined {
  if (percentile === null || percentile === undefined) return undefined;
  if (percentile >= 0.75) return "high";
  return percentile <= 0.25 ? "low" : "middle";
}

/** In which unit people read a measure. */
export function unitOf(measure: string): "MONEY" | "RATIO" | "SCORE" {
  if (measure === "REVENUE") return "MONEY";
  return measure === "NPS" || measure === "ACTIVITY" ? "SCORE" : "RATIO";
}
