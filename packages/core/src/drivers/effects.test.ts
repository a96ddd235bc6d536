import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DriverEffect, type EffectsMetric, type ProductSales, productEffects, sumEffects } from "./effects.ts";
import { Exact } from "./exact-value.ts";

type Product = ProductSales<string>;
const sold = (volume: number | string, revenue: number | string, cost: number | string = 0) => ({
  volume: String(volume),
  revenue: String(revenue),
  cost: String(cost),
});
const amountsOf = (effects: readonly DriverEffect[]) =>
  Object.fromEntries(effects.flatMap(({ kind, amount }) => (Number(amount) === 0 ? [] : [[kind, Number(amount)]])));
const totalOf = (products: readonly Product[], metric: EffectsMetric = "revenue") =>
  sumEffects(
    productEffects(products, metric).map(({ effects }) => effects),
    metric,
  );

describe("the effects behind a change of revenue", () => {
  const products: Product[] = [
    { key: "A", before: sold(100, 1000), now: sold(150, 1650) },
    { key: "B", before: sold(50, 1000), now: sold(30, 600) },
    { key: "C", before: undefined, now: sold(5, 75) },
    { key: "D", before: sold(4, 60), now: undefined },
  ];

  it("are those of the worked example", () => {
    const byKey = Object.fromEntries(
      productEffects(products, "revenue").map(({ key, effects }) => [key, amountsOf(effects)]),
    );
    expect(byKey).toEqual({
      A: { PRICE: 150, VOLUME: 200, MIX: 300 },
      B: { VOLUME: 200, MIX: -600 },
      C: { NEW: 75 },
      D: { LOST: -60 },
    });
    expect(totalOf(products)).toEqual([
      { kind: "PRICE", amount: "150.0000", reasons: [] },
      { kind: "VOLUME", amount: "400.0000", reasons: [] },
      { kind: "MIX", amount: "-300.0000", reasons: [] },
      { kind: "NEW", amount: "75.0000", reasons: [] },
      { kind: "LOST", amount: "-60.0000", reasons: [] },
      { kind: "OTHER", amount: "0.0000", reasons: [] },
    ]);
  });

  it("say why a product has no price to compare", () => {
    const odd: Product[] = [
      { key: "returned", before: sold(5, 50), now: sold(-1, -10) },
      { key: "before", before: undefined, now: sold(-2, -20) },
      { key: "free", before: undefined, now: sold(0, 7) },
    ];
    const [returned, before, free] = productEffects(odd, "revenue").map(({ effects }) => effects);
    expect(returned!.at(-1)).toEqual({ kind: "OTHER", amount: "-60.0000", reasons: ["NO_QUANTITY"] });
    expect(before!.at(-1)).toEqual({ kind: "OTHER", amount: "-20.0000", reasons: ["ONLY_RETURNS"] });
    expect(amountsOf(free!)).toEqual({ NEW: 7 });
    expect(totalOf(odd).at(-1)).toMatchObject({ amount: "-80.0000", reasons: ["NO_QUANTITY", "ONLY_RETURNS"] });
  });
});

it("splits a change of gross profit by unit margin, with the costs as an effect of their own", () => {
  // Margin 4 a unit of A, 12 of B; volume 180 ÷ 150: (400 + 600) × 0.2; mix 30 × 4 − 30 × 12; A's unit cost 6 → 7.
  const products: Product[] = [
    { key: "A", before: sold(100, 1000, 600), now: sold(150, 1650, 1050) },
    { key: "B", before: sold(50, 1000, 400), now: sold(30, 600, 240) },
    { key: "C", before: undefined, now: sold(5, 75, 70) },
  ];
  expect(amountsOf(totalOf(products, "grossProfit"))).toEqual({
    PRICE: 150,
    VOLUME: 200,
    MIX: -240,
    COST: -150,
    NEW: 5,
  });
});

const places4 = (min: number, max: number) =>
  fc.integer({ min, max }).map((units) => new Exact(units).times("0.0001").toFixed(4));
const figures = fc.record({
  volume: places4(-50_000, 3_000_000),
  revenue: places4(-900_000, 900_000_000),
  cost: places4(-900_000, 900_000_000),
});
const someProducts = fc
  .array(fc.record({ now: fc.option(figures, { nil: undefined }), before: fc.option(figures, { nil: undefined }) }), {
    maxLength: 12,
  })
  .map((list) =>
    list.flatMap((one, index): Product[] => (one.now || one.before ? [{ key: `p${index}`, ...one }] : [])),
  );
const metrics = fc.constantFrom<EffectsMetric>("revenue", "grossProfit");
const sumOf = (amounts: readonly (string | Exact)[]) => Exact.sum(0, ...amounts);
const worth = (of: Product["now"], metric: EffectsMetric) =>
  new Exact(of?.revenue ?? 0).minus(metric === "grossProfit" ? (of?.cost ?? 0) : 0);

describe("effects", () => {
  it("add up to each product's difference and to the whole, to the last place", () => {
    fc.assert(
      fc.property(someProducts, metrics, (products, metric) => {
        const differences = products.map(({ now, before }) => worth(now, metric).minus(worth(before, metric)));
        const effects = productEffects(products, metric);
        for (const [index, product] of effects.entries()) {
          const sum = sumOf(product.effects.map(({ amount }) => amount));
          expect(sum.toFixed()).toBe(differences[index]!.toFixed());
        }
        const total = sumOf(totalOf(products, metric).map(({ amount }) => amount));
        expect(total.toFixed()).toBe(sumOf(differences).toFixed());
      }),
    );
  });

  it("are what their formulas say, rounded by less than a place", () => {
    const positive = fc.record({ volume: places4(1, 90_000), revenue: places4(0, 900_000), cost: places4(0, 900_000) });
    const continuing = fc.array(fc.record({ now: positive, before: positive }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(continuing, (list) => {
        const products = list.map((one, index): Product => ({ key: `p${index}`, ...one }));
        const ratio = sumOf(list.map(({ now }) => now.volume)).div(sumOf(list.map(({ before }) => before.volume)));
        for (const [index, { effects }] of productEffects(products, "grossProfit").entries()) {
          const { now, before } = list[index]!;
          const margin = new Exact(before.revenue).minus(before.cost);
          const times = new Exact(now.volume).div(before.volume);
          const expected: Record<string, Exact> = {
            PRICE: new Exact(now.revenue).minus(times.times(before.revenue)),
            VOLUME: margin.times(ratio.minus(1)),
            MIX: margin.times(times.minus(ratio)),
            COST: times.times(before.cost).minus(now.cost),
          };
          for (const { kind, amount } of effects) {
            expect(
              new Exact(amount)
                .minus(expected[kind] ?? 0)
                .abs()
                .lt("0.0001"),
            ).toBe(true);
          }
        }
      }),
    );
  });

  it("don't depend on the order of the products", () => {
    const shuffled = someProducts.chain((products) =>
      fc.tuple(fc.constant(products), fc.shuffledSubarray(products, { minLength: products.length })),
    );
    fc.assert(
      fc.property(shuffled, metrics, ([products, other], metric) => {
        const sorted = (list: readonly Product[]) =>
          productEffects(list, metric).sort((a, b) => (a.key < b.key ? -1 : 1));
        expect(sorted(other)).toEqual(sorted(products));
        expect(totalOf(other, metric)).toEqual(totalOf(products, metric));
      }),
    );
  });

  const whole = fc.array(fc.record({ volume: fc.integer({ min: 1, max: 500 }), revenue: places4(1, 90_000) }), {
    minLength: 1,
    maxLength: 8,
  });
  const pairsOf = <T extends { volume: number | string; revenue: string }>(list: T[], now: (one: T) => SoldInput) =>
    list.map((one, index): Product => ({ key: `p${index}`, before: sold(one.volume, one.revenue), now: now(one) }));
  type SoldInput = ReturnType<typeof sold>;

  it("are only PRICE when only prices change", () => {
    fc.assert(
      fc.property(whole, places4(-50_000, 50_000), (list, change) => {
        const products = pairsOf(list, ({ volume, revenue }) =>
          sold(volume, new Exact(change).plus(revenue).toFixed(4)),
        );
        const difference = new Exact(change).times(list.length).toNumber();
        expect(amountsOf(totalOf(products))).toEqual(difference === 0 ? {} : { PRICE: difference });
      }),
    );
  });

  it("are only VOLUME when everything sells the same times as much", () => {
    fc.assert(
      fc.property(whole, fc.integer({ min: 2, max: 9 }), fc.boolean(), (list, times, more) => {
        const products = pairsOf(list, ({ volume, revenue }) =>
          sold(volume * times, new Exact(revenue).times(times).toFixed(4)),
        ).map(({ key, now, before }): Product => (more ? { key, now, before } : { key, now: before, before: now }));
        for (const { effects } of productEffects(products, "revenue")) {
          expect(Object.keys(amountsOf(effects))).toEqual(["VOLUME"]);
        }
      }),
    );
  });

  it("have no MIX among products of one price, nor for a single product", () => {
    const amounts = fc.array(fc.tuple(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 500 })), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(amounts, fc.integer({ min: 1, max: 99 }), (list, price) => {
        const products = list.map(
          ([now, before], index): Product => ({
            key: `p${index}`,
            now: sold(now, now * price),
            before: sold(before, before * price),
          }),
        );
        const mix = totalOf(products).find(({ kind }) => kind === "MIX")!;
        // Each product is rounded for itself.
        expect(Math.abs(Number(mix.amount))).toBeLessThanOrEqual(list.length === 1 ? 0 : list.length * 0.0001);
        expect(Number(totalOf(products)[0]!.amount)).toBe(0);
      }),
    );
    fc.assert(
      fc.property(figures, figures, (now, before) => {
        const mix = totalOf([{ key: "only", now, before }]).find(({ kind }) => kind === "MIX")!;
        expect(mix.amount).toBe("0.0000");
      }),
    );
  });

  it("grow with the amounts, whatever the unit of the quantities", () => {
    fc.assert(
      fc.property(someProducts, fc.integer({ min: 2, max: 1000 }), (products, times) => {
        const scaled = (of: Product["now"]) =>
          of && sold(new Exact(of.volume).times(7).toFixed(4), new Exact(of.revenue).times(times).toFixed(4));
        const effects = totalOf(products);
        const other = totalOf(
          products.map(({ key, now, before }) => ({ key, now: scaled(now), before: scaled(before) })),
        );
        for (const [index, { amount }] of effects.entries()) {
          const off = new Exact(amount).times(times).minus(other[index]!.amount).abs();
          expect(off.lte(new Exact("0.0001").times(products.length * (times + 1)))).toBe(true);
        }
      }),
    );
  });
});
