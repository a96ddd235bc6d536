import type {
  CompanyCalendarQuery,
  FilterDimensionsQuery,
  FilterNamesQuery,
  FilterValuesQuery,
} from "../generated/graphql.ts";
import type { Variables } from "./company.ts";

const names: readonly (readonly [string, string, string])[] = [
  ["MONTH", "Month", "月"],
  ["CHANNEL", "Channel", "渠道"],
  ["REGION", "Region", "区域"],
  ["CUSTOMER_KIND", "Customer kind", "客户类型"],
  ["REP", "Sales rep", "销售人员"],
  ["CUSTOMER", "Customer", "客户"],
  ["SEGMENT", "Segment", "客户分群"],
];

const values: Readonly<Record<string, readonly (readonly [string | null, string | null])[]>> = {
  CHANNEL: ["online", "retail", "partner", null].map((key) => [key, key] as const),
  REGION: ["North", "South", "East", "West", "<img src=x onerror=alert(1)>"].map((key) => [key, key] as const),
  CUSTOMER_KIND: ["PERSON", "COMPANY"].map((key) => [key, key] as const),
  REP: Array.from(
    { length: 12 },
    (_, index) => [`rep-${index}`, `${["Li Na", "Anna Berg", "王小明", "José Núñez"][index % 4]} ${index}`] as const,
  ),
  CUSTOMER: Array.from({ length: 1200 }, (_, index) => [`customer-${index}`, `Customer number ${index}`] as const),
  SEGMENT: [["at-risk", "At risk"]],
};

export function calendarAnswer(): CompanyCalendarQuery {
  return { company: { today: "2024-11-14", fiscalYearStart: 4, weekStart: 1, fiscalPattern: "MONTHS" } };
}

export function filterDimensionsAnswer({ locale }: Variables): FilterDimensionsQuery {
  return {
    dimensionCatalog: names.map(([dimension, english, chinese]) => ({
      dimension: dimension as "CHANNEL",
      label: locale === "zh-CN" ? chinese : english,
      kind: dimension === "MONTH" ? "TIME" : "TEXT",
    })),
  };
}

export function filterNamesAnswer({ ids }: Variables): FilterNamesQuery {
  const named = new Map(Object.values(values).flat() as [string, string][]);
  return {
    nodes: (ids as string[]).map((id) => (named.has(id) ? { __typename: "Rep", id, name: named.get(id)! } : null)),
  } as FilterNamesQuery;
}

export function filterValuesAnswer({ by, first, after }: Variables): FilterValuesQuery {
  const all = values[String([by].flat()[0])] ?? [];
  const start = Number(after ?? 0);
  const end = start + Number(first);
  return {
    metricTable: {
      columns: [{ currency: "USD", definition: { unit: "MONEY" } }],
      rows: all.slice(start, end).map(([key, label], index) => ({
        keys: [key],
        labels: [label],
        values: [8_000_000 / (start + index + 1)],
      })),
      nextCursor: end < all.length ? String(end) : null,
    },
  };
}
