import type {
  RecoveryListQuery,
  RecoveryListQueryVariables,
  SatisfactionMeterQuery,
  SatisfactionMeterQueryVariables,
  SurveyFragment,
  SurveyKind,
} from "../generated/graphql.ts";
import { type Variables, wave } from "./company.ts";

/** Answers to surveys as a server counts them: NPS of promoters less detractors, CSAT of the content, CES a mean. */
function figures(kind: SurveyKind, responses: number, salt: string): SurveyFragment {
  const positive = Math.round(responses * (0.35 + 0.3 * wave(1, salt)));
  const negative = Math.round((responses - positive) * 0.3);
  const counts = { responses, positive, negative, neutral: responses - positive - negative };
  if (responses < 5) return { ...counts, score: null, margin: null, low: null, high: null };
  const [p, q] = [positive / responses, negative / responses];
  const [score, margin, lowest, highest] = {
    NPS: [100 * (p - q), 196 * Math.sqrt((p + q - (p - q) ** 2) / responses), -100, 100] as const,
    CSAT: [p, 1.96 * Math.sqrt((p * (1 - p)) / responses), 0, 1] as const,
    CES: [4 + 2 * p, 2.5 / Math.sqrt(responses), 1, 7] as const,
  }[kind];
  return { ...counts, score, margin, low: Math.max(lowest, score - margin), high: Math.min(highest, score + margin) };
}

const regions = ["North", "South", "<img src=x onerror=alert(1)>", null] as const;

/** A survey of the test company; of the period "1999" nobody answered, of "2000" four did. */
export function satisfactionAnswer(variables: Variables): SatisfactionMeterQuery {
  const { kind, period, by, versus, first } = variables as unknown as SatisfactionMeterQueryVariables;
  const responses = period === "1999" ? 0 : period === "2000" ? 4 : 509;
  const now = figures(kind, responses, `${kind}now`);
  const then = figures(kind, 350, `${kind}then`);
  const difference = now.score === null ? null : now.score - then.score!;
  return {
    satisfaction: {
      period: { from: "2024-01-01", to: "2024-12-31" },
      minimumResponses: 5,
      by: by ? { label: "Region" } : null,
      figures: now,
      comparisonPeriod: versus ? { from: "2023-01-01", to: "2023-12-31" } : null,
      comparison: versus ? { score: then.score } : null,
      change: versus
        ? { difference, significant: difference === null ? null : kind !== "CES" && Math.abs(difference) > 0.01 }
        : null,
      series: Array.from({ length: 12 }, (_, index) => {
        const month = String(index + 1).padStart(2, "0");
        return {
          from: `2024-${month}-01`,
          to: new Date(Date.UTC(2024, index + 1, 0)).toISOString().slice(0, 10),
          unfinished: index === 11,
          figures: figures(kind, responses < 5 ? 0 : index === 4 ? 3 : 42, `month${index}`),
        };
      }),
      rows: by
        ? regions.slice(0, first ?? 100).map((key, index) => ({
            key,
            label: key,
            figures: figures(kind, [220, 150, 12, 4][index]!, `region${index}`),
          }))
        : [{ key: null, label: null, figures: now }],
    },
  };
}

const names = [
  "Northwind Traders",
  "上海长江贸易有限公司",
  "<img src=x onerror=alert(1)>",
  "Müller & Söhne GmbH & Co. KG",
];

/** Customers to win back; with a minimum value of a million there is nobody. */
export function recoveryAnswer(variables: Variables): RecoveryListQuery {
  const { untouched, minimumValue, first, last, after, before } = variables as RecoveryListQueryVariables;
  const all = Array.from({ length: 23 }, (_, index) => ({
    customer: {
      id: `c${index}`,
      name: `${names[index % names.length]} ${index + 1}`,
      owner: index % 3 ? { name: ["Anna Berg", "王小明"][index % 2]! } : null,
    },
    value: 98_765.43 / (index + 1),
    since: "2024-11-03",
    daysSince: 39 + index,
    touchedOn: index % 3 === 1 ? "2024-11-20" : null,
    survey: index % 4 === 3 ? null : index % 4 === 2 ? ("CSAT" as const) : ("NPS" as const),
    score: index % 4 === 3 ? null : index % 4 === 2 ? 1 : index % 7,
    response: index % 4 === 3 ? null : { comment: index % 2 ? null : "Late again, and nobody called back 又迟到了" },
    caseKind: index % 4 === 1 || index % 4 === 3 ? ("COMPLAINT" as const) : null,
    serviceCase: index % 4 === 1 || index % 4 === 3 ? { subject: "Broken on arrival 到货破损" } : null,
  }))
    .filter(({ touchedOn }) => !untouched || touchedOn === null)
    .filter(({ value }) => value >= (minimumValue ?? 0));
  const size = Number(first ?? last ?? 10);
  const start = after ? Number(after) : before ? Math.max(0, Number(before) - size) : 0;
  const nodes = all.slice(start, start + size);
  return {
    recoveryList: {
      totalCount: all.length,
      untouchedCount: all.filter(({ touchedOn }) => touchedOn === null).length,
      totalValue: all.reduce((sum, { value }) => sum + value, 0),
      currency: "USD",
      asOf: "2024-12-12",
      pageInfo: { startCursor: String(start), endCursor: String(start + nodes.length) },
      edges: nodes.map((node) => ({ node })),
    },
  };
}
