/** Which question was asked: would they recommend us, are they content, was it easy. */
export type SurveyKind = "NPS" | "CSAT" | "CES";

export const surveyKinds: readonly SurveyKind[] = ["NPS", "CSAT", "CES"];

/** A survey's scale, and how its scores fall into three groups. */
export interface Survey {
  readonly lowest: number;
  readonly highest: number;
  /** The highest score that is negative: a detractor, not content, hard. */
  readonly negativeTo: number;
  /** The lowest score that is positive: a promoter, content, easy. */
  readonly positiveFrom: number;
}

/**
 * NPS: detractors 0–6, passives 7–8, promoters 9–10 (Reichheld 2003). CSAT: 4–5 of 5 are content ("top two boxes"). CES:
 * 5–7 of 7 found it easy (CES 2.0).
 */
export const surveys: Readonly<Record<SurveyKind, Survey>> = {
  NPS: { lowest: 0, highest: 10, negativeTo: 6, positiveFrom: 9 },
  CSAT: { lowest: 1, highest: 5, negativeTo: 2, positiveFrom: 4 },
  CES: { lowest: 1, highest: 7, negativeTo: 3, positiveFrom: 5 },
};

/** The scores of a survey's scale, the lowest first. */
export function scoresOf(kind: SurveyKind): number[] {
  const { lowest, highest } = surveys[kind];
  return Array.from({ length: highest - lowest + 1 }, (_, index) => lowest + index);
}
