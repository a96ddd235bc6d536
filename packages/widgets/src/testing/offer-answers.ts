import type {
  CustomerCardLinesQuery,
  CustomerCardQuery,
  CustomerCardValueQuery,
  RecommendationsQuery,
} from "../generated/graphql.ts";
import { type Variables, wave } from "./company.ts";

type Node = RecommendationsQuery["recommendations"]["edges"][number]["node"];

const products = [
  "Gaiwan Set 盖碗套装",
  "House Espresso",
  "<img src=x onerror=alert(1)>",
  "Travel Tea Set",
  "Knife Set",
];

/** Thirteen recommendations, each with other reasons; none for the product `unwanted`. */
export function recommendationsAnswer({ customer, product, first, after, locale }: Variables): RecommendationsQuery {
  const chinese = locale === "zh-CN";
  const all = Array.from({ length: product === "unwanted" ? 0 : 13 }, (_, index): Node => {
    const kinds = (["NEED", "REPLENISHMENT", "ASSOCIATION", "SIMILAR_CUSTOMERS"] as const).filter(
      (_, place) => place === index % 4 || (index + place) % 3 === 0,
    );
    return {
      customerId: customer ? "c0" : `c${index}`,
      customerName: customer ? "Northwind Traders" : `Buyer ${index}`,
      productId: product ? "p0" : `p${index}`,
      productName: products[product ? 0 : index % products.length]!,
      category: index % 3 ? "Ceramics" : null,
      score: Math.round((1 - index / 13) * 1000) / 1000,
      reasons: kinds.map((kind) => ({
        kind,
        label: chinese
          ? { NEED: "潜在需求", REPLENISHMENT: "该补货了", ASSOCIATION: "关联购买", SIMILAR_CUSTOMERS: "相似客户" }[
              kind
            ]
          : kind,
        text: chinese ? `原因 ${index}。` : `Because of ${kind.toLowerCase()} ${index}.`,
        strength: 0.5,
      })),
    };
  });
  const start = after ? Number(after) : 0;
  const shown = all.slice(start, start + Number(first ?? 50));
  const end = start + shown.length;
  return {
    recommendations: {
      totalCount: all.length,
      pageInfo: { hasNextPage: end < all.length, endCursor: String(end) },
      edges: shown.map((node) => ({ node })),
    },
  };
}

/** A customer with a little of everything; `newcomer` has nothing yet, `nobody` is not there. */
export function customerCardAnswer({ key, locale }: Variables): CustomerCardQuery {
  const fresh = key === "newcomer";
  const values = Array.from({ length: 12 }, (_, index) =>
    fresh ? null : Math.round(9000 * wave(index, "card")) - 500,
  );
  const month = (index: number) => `2024-${String(index + 1).padStart(2, "0")}`;
  const orders = fresh
    ? []
    : (["COMPLETED", "OPEN", "CANCELLED"] as const).map((status, index) => ({
        id: `o${index}`,
        externalId: `O-${index}`,
        day: `2024-11-0${3 - index}`,
        channel: index ? "online" : null,
        status,
        netAmount: `${1234.5 * (index + 1)}`,
      }));
  const needs = fresh
    ? []
    : [
        {
          externalId: "n1",
          topic: "Gift boxes 礼盒",
          statement: "Asked for a card in it",
          category: "Gifts",
          strength: 4,
          expectedOn: "2024-10-01",
          overdue: true,
          product: null,
        },
        {
          externalId: "n2",
          topic: "<b>Beans</b>",
          statement: null,
          category: null,
          strength: 1,
          expectedOn: null,
          overdue: false,
          product: { name: "House Espresso" },
        },
      ];
  return {
    company: { currency: "USD" },
    customer:
      key === "nobody"
        ? null
        : {
            id: `id-${key}`,
            externalId: String(key),
            name: fresh ? "New Ltd" : "Northwind Traders",
            kind: "COMPANY",
            companyName: "Northwind Traders",
            industry: fresh ? null : "Hospitality",
            region: fresh ? null : "East",
            country: "CN",
            acquiredOn: "2021-05-06",
            email: null,
            phone: null,
            owner: fresh ? null : { name: "Anna Berg" },
            figures: {
              revenue: fresh ? 0 : 98_765.4,
              orders: fresh ? 0 : 61,
              firstOrderOn: fresh ? null : "2021-06-01",
              lastOrderOn: fresh ? null : "2024-11-03",
              recencyDays: fresh ? null : 39,
              averageOrderValue: fresh ? null : 1619.1,
            },
            activity: {
              label: locale === "zh-CN" ? "转冷" : "Cooling",
              reason: "39 days since the last purchase",
              usualGapDays: fresh ? null : 21,
            },
            contacts: fresh
              ? []
              : [
                  {
                    externalId: "k1",
                    name: "王小明",
                    title: "Buyer",
                    email: "wang@customer.example",
                    phone: "+86 (0)10 1234",
                    primary: true,
                  },
                ],
            orders: { totalCount: orders.length, edges: orders.map((node) => ({ node })) },
            needs: { totalCount: fresh ? 0 : 4, edges: needs.map((node) => ({ node })) },
            responses: fresh
              ? []
              : [{ externalId: "s1", kind: "NPS", score: 9, comment: "Good tea", respondedOn: "2024-10-10" }],
            cases: fresh
              ? []
              : [
                  {
                    externalId: "x1",
                    kind: "COMPLAINT",
                    severity: "HIGH",
                    subject: "Late delivery",
                    openedOn: "2024-11-01",
                    resolvedOn: null,
                  },
                  {
                    externalId: "x2",
                    kind: "PRAISE",
                    severity: "LOW",
                    subject: null,
                    openedOn: "2024-01-01",
                    resolvedOn: "2024-01-02",
                  },
                ],
          },
    metric: {
      currency: "USD",
      period: { from: "2024-01-01", to: "2024-12-31" },
      value: fresh ? null : 54_321,
      comparison: { value: fresh ? null : 50_000, change: fresh ? null : 0.086, difference: fresh ? null : 4321 },
      series: values.map((value, index) => ({
        from: `${month(index)}-01`,
        to: `${month(index)}-28`,
        value,
        comparison: fresh ? null : 4000,
        unfinished: index === 11,
      })),
    },
    metricTable: { rows: fresh ? [] : [{ labels: [locale === "zh-CN" ? "忠诚客户" : "Loyal"] }] },
  };
}

export function customerValueAnswer({ id }: Variables): CustomerCardValueQuery {
  const lifetimeValue = { value: 43_210, probabilityAlive: 0.87, reason: "Buys often" };
  return { customer: { lifetimeValue: id === "id-newcomer" ? null : lifetimeValue } };
}

export function orderLinesAnswer({ order }: Variables): CustomerCardLinesQuery {
  const lines = [
    { line: 1, quantity: "3", netAmount: "504", product: { name: `Longjing of ${order}` } },
    { line: 2, quantity: "-1", netAmount: "-49.5", product: { name: "Mug" } },
  ];
  return { node: { id: String(order), lines } };
}
