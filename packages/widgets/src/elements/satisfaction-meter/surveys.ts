import { msg } from "@lit/localize";
import { formatValue } from "../../format/number.ts";
import type { SurveyKind, Unit } from "../../generated/graphql.ts";

/** How a survey is shown: between which scores, in which unit, and what its groups are called. */
export interface ShownSurvey {
  readonly name: string;
  readonly unit: Unit;
  readonly ends: readonly [lowest: number, highest: number];
  /** The worst first. */
  readonly groups: readonly [negative: string, neutral: string, positive: string];
}

export function surveyOf(kind: SurveyKind): ShownSurvey {
  if (kind === "NPS") {
    return {
      name: msg("Net promoter score", { id: "nps" }),
      unit: "SCORE",
      ends: [-100, 100],
      groups: [
        msg("Detractors", { id: "detractors" }),
        msg("Passives", { id: "passives" }),
        msg("Promoters", { id: "promoters" }),
      ],
    };
  }
  const neutral = msg("Neutral", { id: "neutral" });
  if (kind === "CSAT") {
    const groups = [msg("Not content", { id: "not-content" }), neutral, msg("Content", { id: "content" })] as const;
    return { name: msg("Customer satisfaction", { id: "csat" }), unit: "RATIO", ends: [0, 1], groups };
  }
  const groups = [msg("Hard", { id: "hard" }), neutral, msg("Easy", { id: "easy" })] as const;
  return { name: msg("Customer effort score", { id: "ces" }), unit: "SCORE", ends: [1, 7], groups };
}

/** A margin as a bare number, of shares in percentage points; nothing where there is none. */
export function marginText(margin: number | null, { unit }: ShownSurvey, locale: string): string {
  return margin === null ? "" : formatValue(unit === "RATIO" ? margin * 100 : margin, { unit: "SCORE" }, locale);
}

/** Where a score lies on a scale of 100. */
export function placeOf(score: number, [lowest, highest]: ShownSurvey["ends"]): number {
  return Math.round((1000 * (score - lowest)) / (highest - lowest)) / 10;
}
