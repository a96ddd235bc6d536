import {
  type BasketKind,
  everything,
  queryAssociations,
  queryNeedSummary,
  queryRecommendations,
  type RecommendationTarget,
  reasonText,
  type Scope,
} from "@salesglass/core";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Engines, openEngines, type WarehouseRows } from "../testing/engines.ts";

const calendar = { today: "2024-06-30", fiscalYearStart: 1, weekStart: 1 };
const engineNames = ["duckdb", "postgres"] as const;

let engines: Engines;
beforeAll(async () => {
  engines = await openEngines();
});
afterAll(() => engines?.close());

interface Line {
  readonly order: number;
  readonly day: string;
  readonly customer: number;
  readonly product: number;
  readonly quantity: number;
  readonly rep?: number;
}

function sales(lines: readonly Line[]): NonNullable<WarehouseRows["sale"]> {
  const nets = new Map<number, number>();
  for (const { order, quantity } of lines) nets.set(order, (nets.get(order) ?? 0) + 10 * quantity);
  return lines.map(({ order, day, customer, product, quantity, rep = 1 }, index) => ({
    order_id: order,
    line: index,
    day,
    customer_id: customer,
    rep_id: rep,
    team_id: rep,
    product_id: product,
    quantity,
    unit_price: 10,
    net_amount: 10 * quantity,
    order_net: nets.get(order)!,
  }));
}

const people = (ids: readonly number[], anonymous: readonly number[] = [], erased: readonly number[] = []) =>
  ids.map((id) => ({
    id,
    external_id: `C${id}`,
    kind: "COMPANY",
    name: `Customer ${id}`,
    owner_id: 1 + (id % 2),
    anonymous: anonymous.includes(id),
    erased: erased.includes(id),
  }));

const goods = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: index + 1,
    external_id: `P${index + 1}`,
    name: `Product ${index + 1}`,
    category: index % 2 ? "Odd" : "Even",
  }));

/** Baskets counted one by one. */
function countPairs(lines: readonly Line[], per: BasketKind, minBaskets: number, mostPairs: number, anonymous: number) {
  const quantities = new Map<string, number>();
  for (const { order, customer, product, quantity } of lines) {
    if (per === "CUSTOMER" && customer === anonymous) continue;
    const key = `${per === "ORDER" ? order : customer} ${product}`;
    quantities.set(key, (quantities.get(key) ?? 0) + quantity);
  }
  const all = new Map<string, Set<number>>();
  for (const [key, quantity] of quantities) {
    const [basket, product] = key.split(" ");
    if (quantity > 0) all.set(basket!, (all.get(basket!) ?? new Set()).add(Number(product)));
  }
  const pairsOf = (size: number) => (size * (size - 1)) / 2;
  const pairsUpTo = (size: number) =>
    [...all.values()].reduce((sum, basket) => sum + (basket.size <= size ? pairsOf(basket.size) : 0), 0);
  const kept = [...all.values()].filter(({ size }) => pairsUpTo(size) <= mostPairs);
  const having = (...products: number[]) =>
    kept.filter((basket) => products.every((product) => basket.has(product))).length;
  const products = [...new Set(lines.map(({ product }) => product))];
  const associations = products.flatMap((productId) =>
    products.flatMap((otherId) => {
      const baskets = having(productId, otherId);
      if (productId === otherId || baskets < minBaskets) return [];
      const [productBaskets, otherBaskets] = [having(productId), having(otherId)];
      const confidence = baskets / productBaskets;
      const support = baskets / kept.length;
      const lift = (baskets * kept.length) / (productBaskets * otherBaskets);
      return [{ productId, otherId, baskets, productBaskets, otherBaskets, support, confidence, lift }];
    }),
  );
  associations.sort(
    (a, b) => b.lift - a.lift || b.baskets - a.baskets || a.productId - b.productId || a.otherId - b.otherId,
  );
  const largestBasket = Math.max(0, ...kept.map(({ size }) => size));
  return { baskets: kept.length, leftOut: all.size - kept.length, largestBasket, associations };
}

const anyLine = fc.record({
  order: fc.integer({ min: 1, max: 40 }),
  product: fc.integer({ min: 1, max: 7 }),
  quantity: fc.constantFrom(1, 1, 2, 3, -1, -2),
  age: fc.integer({ min: 0, max: 700 }),
});

/** Every order has one customer and one day. */
const anyLines = fc.array(anyLine, { minLength: 0, maxLength: 120 }).map((lines): Line[] =>
  lines.map(({ order, product, quantity, age }) => ({
    order,
    product,
    quantity,
    customer: 1 + (order % 9),
    rep: 1 + (order % 2),
    day: daysBefore((order * 17 + (age % 3)) % 500),
  })),
);

function daysBefore(days: number): string {
  return new Date(Date.parse(`${calendar.today}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

const anonymous = 9;
const customers = people([1, 2, 3, 4, 5, 6, 7, 8, anonymous], [anonymous]);

describe("what is bought together", () => {
  it("is what counting basket by basket says, on both engines", async () => {
    await fc.assert(
      fc.asyncProperty(
        anyLines,
        fc.constantFrom<BasketKind>("CUSTOMER", "ORDER"),
        fc.integer({ min: 1, max: 3 }),
        fc.constantFrom(3, 12, 1000),
        async (lines, per, minBaskets, mostPairs) => {
          await engines.fill({ customer: customers, product: goods(7), sale: sales(lines) });
          const window = lines.filter(({ day }) => day >= "2023-07-01");
          const expected = countPairs(window, per, minBaskets, mostPairs, anonymous);
          for (const engine of engineNames) {
            const asked = { calendar, per, minBaskets, mostPairs };
            const { period, per: answeredPer, ...answer } = await queryAssociations(engines[engine], everything, asked);
            expect([period.from, period.to, answeredPer]).toEqual(["2023-07-01", "2024-06-30", per]);
            expect(answer).toEqual(expected);
            const one = await queryAssociations(engines[engine], everything, { ...asked, productId: 3 });
            expect(one.associations).toEqual(expected.associations.filter(({ productId }) => productId === 3));
          }
        },
      ),
      { numRuns: 15 },
    );
  });

  it("is within the scope, the filter and the as-of day, and refuses what makes no sense", async () => {
    const lines = [1, 2, 3].flatMap((customer) => [
      { order: customer, day: "2024-02-01", customer, product: 1, quantity: 1, rep: customer === 3 ? 2 : 1 },
      { order: 10 + customer, day: "2024-03-01", customer, product: 2, quantity: 1, rep: customer === 3 ? 2 : 1 },
    ]);
    await engines.fill({ customer: people([1, 2, 3]), product: goods(2), sale: sales(lines) });
    for (const engine of engineNames) {
      const ask = async (more: object, scope: Scope = everything) =>
        (await queryAssociations(engines[engine], scope, { calendar, minBaskets: 1, ...more })).associations.map(
          ({ productId, otherId, baskets }) => [productId, otherId, baskets],
        );
      expect(await ask({})).toEqual([
        [1, 2, 3],
        [2, 1, 3],
      ]);
      expect(await ask({ first: 1 }, { kind: "rep", repId: 1 })).toEqual([[1, 2, 2]]);
      expect(await ask({ asOf: "2024-02-15" })).toEqual([]);
      expect(await ask({ per: "ORDER" })).toEqual([]);
      expect(await ask({ where: { product: { in: [1] } } })).toEqual([]);
      await expect(ask({ minBaskets: 0 })).rejects.toThrow("minBaskets: 0, expected a whole number, 1 or more");
      await expect(ask({ per: "YEAR" })).rejects.toThrow('per: "YEAR", expected CUSTOMER or ORDER');
    }
  });
});

/** Six customers buy tea and cups, two of them tea alone; one buys filters every 30 days. */
const shop: WarehouseRows = {
  rep: [
    { id: 1, name: "Ada", team_id: 1 },
    { id: 2, name: "Bo", team_id: 2 },
  ],
  customer: people([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], [9], [10]),
  product: goods(6),
  sale: sales([
    ...[1, 2, 3, 4, 5, 6].flatMap((customer) => [
      { order: customer, day: "2024-03-01", customer, product: 1, quantity: 1 },
      { order: customer, day: "2024-03-01", customer, product: 2, quantity: 1 },
    ]),
    { order: 7, day: "2024-03-01", customer: 7, product: 1, quantity: 1 },
    { order: 8, day: "2024-03-01", customer: 8, product: 3, quantity: 1 },
    { order: 9, day: "2024-03-01", customer: 9, product: 1, quantity: 1 },
    { order: 10, day: "2024-03-01", customer: 10, product: 1, quantity: 1 },
    ...["2024-02-01", "2024-03-02", "2024-04-01", "2024-05-01"].map((day, index) => {
      return { order: 20 + index, day, customer: 7, product: 4, quantity: 1 };
    }),
    // Bought and given back: neither new nor due.
    { order: 30, day: "2024-03-01", customer: 7, product: 5, quantity: 1 },
    { order: 31, day: "2024-03-09", customer: 7, product: 5, quantity: -1 },
  ]),
  need: [
    need(1, 7, { product_id: 6, strength: 4, expected_on: "2024-07-15" }),
    need(2, 7, { category: "Even", strength: 5 }),
    need(3, 7, { product_id: 6, strength: 5, status: "MET" }),
    need(4, 8, { product_id: 1, strength: 5, recorded_on: "2024-07-02" }),
    need(5, 10, { product_id: 6, strength: 5 }),
  ],
};

function need(id: number, customer: number, more: object) {
  const usual = { topic: `topic ${id}`, source: "SURVEY", status: "OPEN", recorded_on: "2024-05-01", strength: 3 };
  return { id, customer_id: customer, ...usual, ...more };
}

describe.each(engineNames)("recommendations on %s", (engine) => {
  beforeAll(() => engines.fill(shop));
  const ask = (target: RecommendationTarget, more: object = {}, scope: Scope = everything) =>
    queryRecommendations(engines[engine], scope, { calendar, target, limit: 100, offset: 0, ...more });
  const kinds = async (target: RecommendationTarget, more: object = {}, scope: Scope = everything) =>
    (await ask(target, more, scope)).recommendations.map(({ customerId, productId, reasons }) => [
      customerId,
      productId,
      ...reasons.map(({ kind }) => kind),
    ]);

  it("gives a customer each product with its reasons, the best first", async () => {
    const { total, recommendations } = await ask({ customerId: 7 });
    expect(total).toBe(4);
    expect(recommendations.map(({ productName, score }) => [productName, score])).toEqual([
      // A need of strength 4 that names it: 0.18 × 4.
      ["Product 6", 0.72],
      // 4 purchases with a gap of 30 days, and twice that has just passed: 0.9 × 4 ÷ 6.
      ["Product 4", 0.6],
      // A need of strength 5 for the category: 0.09 × 5.
      ["Product 3", 0.45],
      // 6 of the 8 who bought product 1 have it, and 6 of all 9: 0.75 − 0.6667.
      ["Product 2", 0.0833],
    ]);
    const [byNeed, due, , together] = recommendations.map(({ reasons }) => reasons[0]);
    expect(byNeed).toEqual({
      kind: "NEED",
      strength: 0.72,
      needId: 1,
      topic: "topic 1",
      needStrength: 4,
      expectedOn: "2024-07-15",
      namesProduct: true,
    });
    expect(due).toEqual({
      kind: "REPLENISHMENT",
      strength: 0.6,
      lastBoughtOn: "2024-05-01",
      purchases: 4,
      usualGapDays: 30,
      ownGap: true,
      daysOver: 30,
    });
    expect(together).toMatchObject({ kind: "ASSOCIATION", otherName: "Product 1", baskets: 6, confidence: 0.75 });
    expect(recommendations.flatMap(({ reasons }) => reasons.map((reason) => reasonText(reason).en))).toEqual([
      "Wants this product: “topic 1” (4 of 5), by 2024-07-15.",
      "Buys it every 30 days or so, last on 2024-05-01: 30 days overdue.",
      "Wants something of this category: “topic 2” (5 of 5).",
      "Bought Product 1; 75% of those who did also bought this, 1.1 times the usual share (6 customers).",
    ]);
  });

  it("turns the same reasons round for a product and for a segment", async () => {
    const { recommendations } = await ask({ productId: 2 });
    expect(recommendations.map(({ customerId, score }) => [customerId, score])).toContainEqual([7, 0.0833]);
    const everybody = [];
    for (const segment of ["champions", "loyal", "potential-loyalist", "new", "promising", "need-attention"]) {
      everybody.push(...(await ask({ segment })).recommendations);
    }
    for (const segment of ["about-to-sleep", "at-risk", "cant-lose", "hibernating"]) {
      everybody.push(...(await ask({ segment })).recommendations);
    }
    expect(everybody.filter(({ customerId }) => customerId === 7)).toEqual(
      (await ask({ customerId: 7 })).recommendations,
    );
  });

  it("says that nobody is to be called who can't be", async () => {
    expect(await kinds({ customerId: 9 })).toEqual([]);
    expect(await kinds({ customerId: 10 })).toEqual([]);
    expect((await kinds({ productId: 6 })).map(([customerId]) => customerId)).toEqual([7]);
  });

  it("never gives as new what was bought, also if it came back, and nothing before it was known", async () => {
    expect((await kinds({ customerId: 7 })).map(([, product]) => product)).not.toContain(5);
    expect(await kinds({ customerId: 8 }, { where: { reasons: ["NEED"] } })).toEqual([]);
    expect(await kinds({ customerId: 7 }, { asOf: "2024-05-20", where: { reasons: ["REPLENISHMENT"] } })).toEqual([]);
    expect(await kinds({ customerId: 7 }, { asOf: "2024-05-31", where: { reasons: ["REPLENISHMENT"] } })).toEqual([
      [7, 4, "REPLENISHMENT"],
    ]);
  });

  it("gives one who never bought what others of the kind buy", async () => {
    // 8 of 9 companies bought product 1 (the erased one among them), 6 product 2: half of the share is the strength.
    expect((await ask({ customerId: 11 })).recommendations).toMatchObject([
      { productId: 1, score: 0.4444, reasons: [{ kind: "SIMILAR_CUSTOMERS", segment: null, buyers: 8, peers: 9 }] },
      { productId: 2, score: 0.3333, reasons: [{ buyers: 6, peers: 9 }] },
    ]);
  });

  it("keeps to the scope, the filter and the page", async () => {
    const bo: Scope = { kind: "rep", repId: 2 };
    // Bo owns customer 7 and sold nothing: he sees its needs, and nothing that comes from Ada's sales.
    expect(await kinds({ customerId: 7 }, {}, bo)).toEqual([
      [7, 6, "NEED"],
      [7, 1, "NEED"],
      [7, 3, "NEED"],
      [7, 5, "NEED"],
    ]);
    expect(await kinds({ customerId: 8 }, {}, bo)).toEqual([]);
    expect(await kinds({ customerId: 7 }, { where: { category: { in: ["Even"] } } })).toEqual([[7, 3, "NEED"]]);
    expect(await kinds({ productId: 6 }, { where: { customers: { owner: { in: [1] } } } })).toEqual([]);
    expect(await ask({ customerId: 7 }, { limit: 1, offset: 1 })).toMatchObject({
      total: 4,
      recommendations: [{ productId: 4 }],
    });
    expect(await ask({ customerId: 7 }, { limit: 5, offset: 9 })).toEqual({ total: 4, recommendations: [] });
  });

  it("refuses what it doesn't know, naming it", async () => {
    await expect(ask({ segment: "gold" })).rejects.toThrow(/no segment "gold", expected one of champions, loyal/);
    await expect(ask({ customerId: 7 }, { where: { reasons: ["WHIM"] } })).rejects.toThrow(
      /reasons: "WHIM", expected NEED/,
    );
    await expect(ask({ customerId: 7 }, { limit: -1 })).rejects.toThrow("limit: -1, expected a whole number");
    await expect(ask({ customerId: 7 }, { asOf: "2024-02-31" })).rejects.toThrow(/asOf/);
  });
});

const anyNeed = fc.record({
  customer: fc.integer({ min: 1, max: 9 }),
  product: fc.option(fc.integer({ min: 1, max: 7 })),
  strength: fc.integer({ min: 1, max: 5 }),
  status: fc.constantFrom("OPEN", "OPEN", "MET"),
});

it("recommends alike on both engines, and the same to a customer as of a product", async () => {
  await fc.assert(
    fc.asyncProperty(anyLines, fc.array(anyNeed, { maxLength: 8 }), async (lines, needs) => {
      // Every purchase three times, so that five customers share one more often than not.
      const repeated = lines.flatMap((line) => [
        line,
        { ...line, order: line.order + 100, day: daysBefore(line.order * 3) },
      ]);
      await engines.fill({
        customer: customers,
        product: goods(7),
        sale: sales(repeated),
        need: needs.map(({ product, customer, strength, status }, index) =>
          need(index, customer, { product_id: product, category: product ? null : "Odd", strength, status }),
        ),
      });
      const ask = (engine: (typeof engineNames)[number], target: RecommendationTarget) =>
        queryRecommendations(engines[engine], everything, { calendar, target, limit: 500, offset: 0 });
      const byCustomer = [];
      for (const { id } of customers) {
        const answer = await ask("duckdb", { customerId: id });
        expect(await ask("postgres", { customerId: id })).toEqual(answer);
        byCustomer.push(...answer.recommendations);
      }
      const ofProduct = await ask("duckdb", { productId: 2 });
      expect(await ask("postgres", { productId: 2 })).toEqual(ofProduct);
      const byIds = (one: { customerId: number }, two: { customerId: number }) => one.customerId - two.customerId;
      expect(ofProduct.recommendations.sort(byIds)).toEqual(
        byCustomer.filter(({ productId }) => productId === 2).sort(byIds),
      );
    }),
    { numRuns: 4 },
  );
});

describe.each(engineNames)("needs on %s", (engine) => {
  beforeAll(() =>
    engines.fill({
      rep: shop.rep!,
      customer: people([1, 2, 3, 9, 10], [9], [10]),
      product: goods(2),
      need: [
        need(1, 1, { topic: "Gift boxes", strength: 4, expected_on: "2024-06-01", recorded_on: "2024-03-05" }),
        need(2, 2, { topic: "Gift boxes", strength: 3, status: "MET", recorded_on: "2024-05-20" }),
        need(3, 2, { topic: "Ärger", product_id: 1, strength: 2, expected_on: "2024-08-01" }),
        need(4, 3, { topic: "Ärger", category: "Odd", strength: 5, status: "DROPPED", source: "SURVEY" }),
        need(5, 9, { topic: "nobody's" }),
        need(6, 10, { topic: "forgotten" }),
        need(7, 1, { topic: "later", recorded_on: "2024-07-05" }),
      ],
    }),
  );
  const ask = (groupBy: string, more: object = {}, scope: Scope = everything) =>
    queryNeedSummary(engines[engine], scope, { calendar, groupBy: groupBy as "TOPIC", ...more });
  const counts = async (groupBy: string, more: object = {}, scope: Scope = everything) =>
    (await ask(groupBy, more, scope)).map(({ key, needs, open }) => [key, needs, open]);

  it("are counted by topic, with what became of them and who has them", async () => {
    expect(await ask("TOPIC")).toEqual([
      {
        key: "Gift boxes",
        label: "Gift boxes",
        needs: 2,
        open: 1,
        overdue: 1,
        met: 1,
        dropped: 0,
        customers: 2,
        waitingCustomers: 1,
        averageStrength: 3.5,
      },
      {
        key: "Ärger",
        label: "Ärger",
        needs: 2,
        open: 1,
        overdue: 0,
        met: 0,
        dropped: 1,
        customers: 2,
        waitingCustomers: 1,
        averageStrength: 3.5,
      },
    ]);
  });

  it("are grouped by what they are about, who said so, how strong they are, and month by month", async () => {
    expect(await counts("CATEGORY")).toEqual(
      [
        [null, 2, 1],
        ["Even", 1, 1],
        ["Odd", 1, 0],
      ].sort(([, a, b], [, c, d]) => Number(d) - Number(b) || Number(c) - Number(a)),
    );
    expect((await ask("PRODUCT")).map(({ key, label }) => [key, label])).toEqual([
      [null, null],
      ["1", "Product 1"],
    ]);
    expect(await counts("STRENGTH")).toEqual([
      ["5", 1, 0],
      ["4", 1, 1],
      ["3", 1, 0],
      ["2", 1, 1],
    ]);
    expect(await counts("MONTH")).toEqual([
      ["2024-03-01", 1, 1],
      ["2024-04-01", 0, 0],
      ["2024-05-01", 3, 1],
    ]);
    expect(await counts("EXPECTED_MONTH")).toEqual([
      ["2024-06-01", 1, 1],
      ["2024-07-01", 0, 0],
      ["2024-08-01", 1, 1],
      [null, 2, 0],
    ]);
  });

  it("are found by filters, in the scope of the customer's owner, and refused by name", async () => {
    expect(await counts("TOPIC", { where: { topic: "ÄRG", strength: { from: 3 } } })).toEqual([["Ärger", 1, 0]]);
    expect(await counts("TOPIC", { where: { category: { in: ["Even"] } } })).toEqual([["Ärger", 1, 1]]);
    expect(await counts("TOPIC", { where: { status: ["OPEN"], expected: { to: "2024-07-01" } } })).toEqual([
      ["Gift boxes", 1, 1],
    ]);
    expect(await counts("TOPIC", {}, { kind: "rep", repId: 1 })).toEqual(
      [
        ["Gift boxes", 1, 0],
        ["Ärger", 1, 1],
      ].sort(([, , a], [, , b]) => Number(b) - Number(a)),
    );
    expect(await counts("TOPIC", { first: 1, asOf: "2024-03-31" })).toEqual([["Gift boxes", 1, 1]]);
    await expect(ask("MOOD")).rejects.toThrow(/groupBy: "MOOD", expected one of TOPIC/);
    await expect(ask("TOPIC", { where: { strength: { from: 0 } } })).rejects.toThrow(
      /strength.from: 0, expected a whole/,
    );
    await expect(ask("TOPIC", { where: { expected: { from: "2024-02-02", to: "2024-01-01" } } })).rejects.toThrow(
      /expected: from 2024-02-02 to 2024-01-01/,
    );
  });
});
