import { parsePeriod, type Scope } from "@salesglass/core";
import type { NaiveQuestion } from "./question.ts";

const inWeeks = { today: "2024-02-29", fiscalYearStart: 2, weekStart: 6, fiscalPattern: "5-4-4" } as const;

/** Questions that were answered wrongly once. */
export const found: readonly [NaiveQuestion, Scope][] = [
  [
    // Days of the fiscal quarter before that stand beside no month of this one counted in the total of the shares.
    {
      period: parsePeriod("FY2023-Q4", inWeeks),
      calendar: inWeeks,
      dimensions: ["month"],
      metrics: [{ key: "share", metric: "customers", at: "SAME_PERIOD_LAST_YEAR", as: "SHARE" }],
    },
    { kind: "teams", teamIds: [1, 3] },
  ],
];
