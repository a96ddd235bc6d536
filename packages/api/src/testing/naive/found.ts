import { parsePeriod, type Scope } from "@salesglass/core";
import type { NaiveQuestion } from "./question.ts";

const inWeeks = { today: "2024-02-29", fiscalYearStart: 2, weekStart: 6, fiscalPattern: "5-4-4" } as const;

const inMonths = { today: "2024-05-15", fiscalYearStart: 10, weekStart: 7 } as const;

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
  [
    // Nothing divided by something negative: the engines disagreed about the sign of 0.
    {
      period: parsePeriod("2024-01-15..2024-02-20", inMonths),
      calendar: inMonths,
      dimensions: ["fiscalMonth", "customerName", "teamId"],
      metrics: [
        { key: "responses", metric: "responses", as: "DIFFERENCE", versus: "PREVIOUS_PERIOD" },
        { key: "discountRate", metric: "discountRate" },
      ],
      asOf: "2024-02-29",
      orderBy: [{ by: "discountRate", direction: "ASC" }],
    },
    { kind: "everything" },
  ],
];
