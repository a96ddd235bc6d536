import type {
  CustomerListQuery,
  KpiCardQuery,
  MetricLabelsQuery,
  RfmMatrixQuery,
  RfmMembersQuery,
} from "../generated/graphql.ts";

/** Answers shaped like a server's, for tests: a small company, the same every time. */

const labels: Readonly<Record<string, readonly [string, string, "MONEY" | "COUNT" | "RATIO"]>> = {
  revenue: ["Revenue", "销售额", "MONEY"],
  grossProfit: ["Gross profit", "毛利", "MONEY"],
  profitMargin: ["Profit margin", "利润率", "RATIO"],
  orders: ["Orders", "订单数", "COUNT"],
  customers: ["Customers", "客户数", "COUNT"],
  averageOrderValue: ["Average order value", "客单价", "MONEY"],
  winRate: ["Win rate", "赢单率", "RATIO"],
  conversionRate: ["Conversion rate", "客户转化率", "RATIO"],
};

const scale = { MONEY: 1_000_000, COUNT: 900, RATIO: 0.4 } as const;

const segments = [
  ["CHAMPIONS", "Champions", "重要价值客户"],
  ["LOYAL", "Loyal", "忠诚客户"],
  ["AT_RISK", "At risk", "流失风险客户"],
  ["HIBERNATING", "Hibernating", "休眠客户"],
] as const;

type Variables = Readonly<Record<string, unknown>>;

/** A number between 0 and 1 that looks random and is always the same. */
function wave(index: number, salt: string): number {
  const seed = [...salt].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
  return (Math.sin(index * 1.7 + seed) + 1) / 2;
}

function metricAnswer({ id, locale, series, versus }: Variables): KpiCardQuery["metric"] & {
  definition: { additive: boolean };
} {
  const name = String(id);
  const [english, chinese, unit] = labels[name] ?? [name, name, "COUNT"];
  const top = scale[unit];
  const months = series ? 12 : 0;
  const points = Array.from({ length: months }, (_, index) => {
    const month = String(index + 1).padStart(2, "0");
    return {
      from: `2024-${month}-01`,
      to: new Date(Date.UTC(2024, index + 1, 0)).toISOString().slice(0, 10),
      value: top * (0.5 + 0.4 * wave(index, name) + index * 0.03) * (index === 11 ? 0.4 : 1),
      comparison: versus ? top * (0.45 + 0.4 * wave(index, name)) : null,
      unfinished: index === 11,
    };
  });
  const change = wave(name.length, name) * 0.4 - 0.15;
  const value = unit === "RATIO" ? 0.382 : Math.round(top * 12.345);
  return {
    definition: {
      id: name as "revenue",
      label: locale === "zh-CN" ? chinese : english,
      description: `What ${english} is`,
      unit,
      better: "HIGHER",
      additive: unit !== "RATIO",
    },
    period: { from: "2024-01-01", to: "2024-12-31" },
    value,
    currency: unit === "MONEY" ? "USD" : null,
    comparison: {
      period: { from: "2023-01-01", to: "2023-12-31" },
      value: value / (1 + change),
      change,
      difference: value - value / (1 + change),
    },
    series: points,
  };
}

function catalogueAnswer({ locale }: Variables): MetricLabelsQuery {
  return {
    metricCatalog: Object.entries(labels).map(([id, [english, chinese, unit]]) => ({
      id: id as "revenue",
      label: locale === "zh-CN" ? chinese : english,
      unit,
      better: "HIGHER",
      additive: unit !== "RATIO",
    })),
    company: { currency: "USD", today: "2024-12-12" },
  };
}

const values: Readonly<Record<string, readonly (string | null)[]>> = {
  channel: ["online", "retail", "partner", null],
  region: ["North", "South", "East", "West", "<img src=x onerror=alert(1)>"],
  category: ["Bikes", "Clothing", "Accessories", "Components", "Helmets", "Lights", "Bags", "Locks"],
  repName: Array.from(
    { length: 12 },
    (_, index) => `${["Li Na", "Anna Berg", "王小明", "José Núñez"][index % 4]} ${index}`,
  ),
};

/** Rows of `metrics`, read from the selection of the document as a server would. */
function metricsAnswer(query: string, { first }: Variables): { metrics: Record<string, unknown>[] } {
  const selection = /\) \{ ([^}]*) \}/.exec(query)?.[1] ?? "";
  const metrics = [...selection.matchAll(/(\w+)(?:: (\w+)\([^)]*\))?/g)]
    .map(([, key, metric]) => ({ key: key!, metric: metric ?? key! }))
    .filter(({ metric }) => metric in labels);
  const dimension = Object.keys(values).find((name) => new RegExp(`\\b${name}\\b`).test(selection));
  const months = /\bmonth\b/.test(selection) ? 12 : 0;
  const parts = dimension ? values[dimension]! : [undefined];
  const rows = parts.flatMap((part, place) =>
    Array.from({ length: months || 1 }, (_, month) => {
      const row: Record<string, unknown> = {};
      if (dimension) row[dimension] = part;
      if (dimension === "repName") row.repId = `rep-${place}`;
      if (months) row.month = `2024-${String(month + 1).padStart(2, "0")}-01`;
      for (const { key, metric } of metrics) {
        const top = scale[labels[metric]![2]];
        row[key] = (top * (0.6 + 0.4 * wave(month + (key === metric ? 0 : 1), metric + place))) / (place + 1);
      }
      return row;
    }),
  );
  return { metrics: typeof first === "number" ? rows.slice(0, first) : rows };
}

function rfmAnswer({ bins, locale }: Variables): RfmMatrixQuery {
  const size = Number(bins ?? 5);
  const chinese = locale === "zh-CN";
  const cells = Array.from({ length: size * size }, (_, index) => {
    const recency = Math.floor(index / size) + 1;
    const frequency = (index % size) + 1;
    const place = recency > 3 ? (frequency > 3 ? 0 : 1) : frequency > 3 ? 2 : 3;
    const customers = index === 3 ? 0 : Math.round(10 + 240 * wave(index, "cell") * (recency === frequency ? 2 : 0.5));
    const revenue = customers * frequency * 420;
    const [segment, english, translated] = segments[place]!;
    const segmentLabel = chinese ? translated : english;
    return {
      recency,
      frequency,
      customers,
      revenue,
      averageSpend: customers ? revenue / customers : null,
      segment,
      segmentLabel,
    };
  });
  const customers = cells.reduce((sum, cell) => sum + cell.customers, 0);
  return {
    rfm: {
      asOf: "2024-12-12",
      window: { from: "2023-12-13", to: "2024-12-12" },
      bins: size,
      customers,
      revenue: cells.reduce((sum, cell) => sum + cell.revenue, 0),
      currency: "USD",
      cells,
      segments: segments.map(([id, english, translated]) => {
        const own = cells.filter((cell) => cell.segment === id);
        const count = own.reduce((sum, cell) => sum + cell.customers, 0);
        const revenue = own.reduce((sum, cell) => sum + cell.revenue, 0);
        return { id, label: chinese ? translated : english, customers: count, revenue, share: count / customers };
      }),
    },
  };
}

function membersAnswer({ after }: Variables): RfmMembersQuery["rfm"]["members"] {
  const start = after ? 3 : 0;
  return {
    totalCount: 5,
    pageInfo: { hasNextPage: !after, endCursor: after ? null : "3" },
    edges: Array.from({ length: after ? 2 : 3 }, (_, index) => ({
      node: {
        customer: { id: `c${start + index}`, name: `Member ${start + index}`, country: "DE" },
        rfm: { recencyDays: 12 + index, orders: 7, revenue: 1234.5 },
      },
    })),
  };
}

const people = [
  "Northwind Traders",
  "上海长江贸易有限公司",
  "Müller & Söhne GmbH",
  "<img src=x onerror=alert(1)>",
  "Ernst Handel",
];

function customersAnswer({ first, last, after, before, search }: Variables): CustomerListQuery {
  const all = Array.from({ length: 43 }, (_, index) => ({
    id: `c${index}`,
    name: `${people[index % people.length]} ${index + 1}`,
    country: ["DE", "CN", "US", null][index % 4] ?? null,
    owner: index % 3 ? { name: ["Anna Berg", "王小明"][index % 2]! } : null,
    figures: { revenue: 98_765.43 / (index + 1), orders: 60 - index, lastOrderOn: index % 7 ? "2024-11-03" : null },
  })).filter((customer) => customer.name.toLowerCase().includes(String(search ?? "").toLowerCase()));
  const size = Number(first ?? last ?? 10);
  const start = after ? Number(after) : before ? Math.max(0, Number(before) - size) : 0;
  const nodes = all.slice(start, start + size);
  return {
    company: { currency: "USD" },
    customers: {
      totalCount: all.length,
      pageInfo: {
        hasNextPage: start + size < all.length,
        hasPreviousPage: start > 0,
        startCursor: String(start),
        endCursor: String(start + nodes.length),
      },
      edges: nodes.map((node) => ({ node })),
    },
  };
}

/** Answers one request as a server with this company would. */
export function answerTo({ query, variables }: { query: string; variables: Variables }): unknown {
  const operation = /query (\w+)/.exec(query)?.[1];
  switch (operation) {
    case "KpiCard":
    case "MetricSeries":
      return { metric: metricAnswer(variables) };
    case "MetricLabels":
      return catalogueAnswer(variables);
    case "MetricsBy":
      return metricsAnswer(query, variables);
    case "RfmMatrix":
      return rfmAnswer(variables);
    case "RfmMembers":
      return { rfm: { members: membersAnswer(variables) } };
    default:
      return customersAnswer(variables);
  }
}
