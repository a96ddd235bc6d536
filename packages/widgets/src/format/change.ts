import type { Better, Unit } from "../generated/graphql.ts";
import { formatChange, formatPoints } from "./number.ts";

/** How a figure moved: the direction has its own colour, whether that is good has its own word. */
export interface Movement {
  readonly direction: "rise" | "fall" | "same";
  /** With its sign, such as "+12.3%"; in percentage points for ratios. */
  readonly amount: string;
  readonly points: boolean;
  /** Undefined when nothing moved. */
  readonly good: boolean | undefined;
}

export interface Compared {
  readonly change: number | null;
  readonly difference: number | null;
}

/** Describes a comparison, or nothing when there is nothing to compare with. */
export function movementOf(compared: Compared, unit: Unit, better: Better, locale: string): Movement | undefined {
  const points = unit === "RATIO" || unit === "SCORE";
  const measure = points ? compared.difference : compared.change;
  if (measure === null || !Number.isFinite(measure)) return undefined;
  // What rounds to nothing has not moved for the reader.
  const direction = Math.abs(measure) < 0.0005 ? "same" : measure > 0 ? "rise" : "fall";
  const shown = direction === "same" ? 0 : measure;
  const amount = points ? formatPoints(unit === "SCORE" ? shown / 100 : shown, locale) : formatChange(shown, locale);
  return {
    direction,
    points,
    amount,
    good: direction === "same" ? undefined : (direction === "rise") === (better === "HIGHER"),
  };
}
