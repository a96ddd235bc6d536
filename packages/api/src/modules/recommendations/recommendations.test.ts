import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Store } from "../../store/store.ts";
import { fillSmallCompany, testServer } from "../../testing/ask.ts";
import { testRecords } from "../../testing/records.ts";

const [pglite, postgres] = testRecords();
const places = [
  { ...pglite!, engine: "duckdb" },
  { ...postgres!, engine: "postgres" },
] as const;

describe.each(places)("what to offer on $name, engine $engine", ({ engine, open }) => {
  let store: Store;
  let server: Awaited<ReturnType<typeof testServer>>;
  beforeAll(async () => {
    store = await open();
    await fillSmallCompany(store);
    const { prisma } = store;
    const day = new Date("2024-06-01T00:00:00Z");
    const [bell, tea, acme] = await Promise.all([
      prisma.customer.findUniqueOrThrow({ where: { externalId: "bell" } }),
      prisma.product.findUniqueOrThrow({ where: { externalId: "tea" } }),
      prisma.customer.findUniqueOrThrow({ where: { externalId: "acme" } }),
    ]);
    await prisma.need.createMany({
      data: [
        { externalId: "n2", customerId: bell.id, topic: "Office tea", productId: tea.id, strength: 5, recordedOn: day },
        { externalId: "n3", customerId: acme.id, topic: "glasses", category: "Ware", status: "MET", recordedOn: day },
        { externalId: "n4", customerId: acme.id, topic: "spoons", expectedOn: day, recordedOn: day, source: "SURVEY" },
      ],
    });
    server = await testServer(store, engine);
  });
  afterAll(async () => {
    await server.close();
    await store.close();
  });

  interface Page {
    recommendations: { totalCount: number; edges: { node: Record<string, unknown> }[] };
  }
  const list = (target: string, more = "") => `query Ask($locale: String = "en") {
    recommendations(${target}) { totalCount edges { node {
      customerName productName category score mainReason { kind label(locale: $locale) text(locale: $locale) topic needStrength otherName lift }
      reasons { kind strength } ${more} } } } }`;

  it("answers with reasons in words and figures, in both languages, by external and by global id", async () => {
    const { recommendations } = await server.ask<Page>(list('customer: "bell"'));
    expect(recommendations).toEqual({
      totalCount: 1,
      edges: [
        {
          node: {
            customerName: "Bell 50%_off",
            productName: "Tea",
            category: "Drinks",
            score: 0.9,
            mainReason: {
              kind: "NEED",
              label: "Open need",
              text: "Wants this product: “Office tea” (5 of 5).",
              topic: "Office tea",
              needStrength: 5,
              otherName: null,
              lift: null,
            },
            reasons: [{ kind: "NEED", strength: 0.9 }],
          },
        },
      ],
    });
    const { customer } = await server.ask<{ customer: { id: string } }>(`{ customer(externalId: "bell") { id } }`);
    expect(await server.ask(list(`customer: "${customer.id}"`))).toEqual({ recommendations });
    const chinese = await server.ask<Page>(list('customer: "bell"'), { locale: "zh-CN" });
    expect(chinese.recommendations.edges[0]!.node.mainReason).toMatchObject({
      label: "潜在需求",
      text: "想要此产品：“Office tea”（强度 5/5）。",
    });
  });

  it("says whom to offer a product, with the customer's record", async () => {
    const { recommendations } = await server.ask<Page>(
      list('product: "tea"', "customer { externalId owner { name } }"),
    );
    expect(recommendations.edges.map(({ node }) => node)).toMatchObject([
      { customer: { externalId: "bell", owner: { name: "Bo" } }, score: 0.9 },
    ]);
    const none = await server.ask<Page>(list('product: "tea", where: { reasons: [ASSOCIATION] }'));
    expect(none.recommendations).toEqual({ totalCount: 0, edges: [] });
    const ofTeam = await server.ask<Page>(list('product: "tea", where: { customers: { team: { in: ["north"] } } }'));
    expect(ofTeam.recommendations.totalCount).toBe(0);
  });

  it("wants exactly one of customer, segment and product, that exists", async () => {
    const message = async (target: string) => (await server.fault(list(target))).message;
    expect(await message("first: 1")).toContain("exactly one of customer, segment and product, got none");
    expect(await message('customer: "bell", product: "tea"')).toContain("got customer and product");
    expect(await message('customer: "zorro"')).toContain('there is no customer with the id "zorro"');
    expect(await message('segment: "gold"')).toContain('there is no segment "gold"');
    expect(await message('product: "tea", first: 501')).toContain("first: 501");
    expect((await server.fault(list('segment: "gold"'))).code).toBe("BAD_USER_INPUT");
  });

  it("answers what is bought together", async () => {
    const { productAssociations } = await server.ask(
      `{ productAssociations(product: "tea", minBaskets: 1) { period { from to } per baskets leftOut largestBasket
           associations { productName otherName baskets support confidence lift } } }`,
    );
    expect(productAssociations).toEqual({
      period: { from: "2023-07-01", to: "2024-06-30" },
      per: "CUSTOMER",
      baskets: 2,
      leftOut: 0,
      largestBasket: 2,
      associations: [{ productName: "Tea", otherName: "Cup", baskets: 1, support: 0.5, confidence: 1, lift: 1 }],
    });
    const { message } = await server.fault(`{ productAssociations(first: 0) { baskets } }`);
    expect(message).toContain("first: 0 rows can't be answered, expected 1 to 1000");
  });

  it("lists and counts needs by what is asked for", async () => {
    const topics = async (where: string) => {
      const { needs } = await server.ask<{ needs: { totalCount: number; edges: { node: { topic: string } }[] } }>(
        `{ needs(where: ${where}) { totalCount edges { node { topic overdue } } } }`,
      );
      return needs.edges.map(({ node }) => node.topic);
    };
    expect(await topics("{}")).toEqual(["spoons", "Office tea", "cups", "glasses"]);
    expect(await topics('{ status: [OPEN], owner: { in: ["ann"] } }')).toEqual(["spoons", "cups"]);
    expect(await topics('{ category: { in: ["Drinks"] } }')).toEqual(["Office tea"]);
    expect(await topics('{ topic: "TEA", product: { in: ["tea"] } }')).toEqual(["Office tea"]);
    expect(await topics('{ expected: { to: "2024-06-30" } }')).toEqual(["spoons"]);
    const { needSummary } = await server.ask(
      `{ needSummary(groupBy: SOURCE) { key label(locale: "zh-CN") needs open overdue met customers } }`,
    );
    expect(needSummary).toEqual([
      { key: "COMMUNICATION", label: "客户沟通", needs: 3, open: 2, overdue: 0, met: 1, customers: 2 },
      { key: "SURVEY", label: "问卷调查", needs: 1, open: 1, overdue: 1, met: 0, customers: 1 },
    ]);
    const { message } = await server.fault("{ needSummary(where: { strength: { from: 0 } }) { key } }");
    expect(message).toContain("strength.from: 0, expected a whole number from 1 (weak) to 5 (strong)");
  });
});
