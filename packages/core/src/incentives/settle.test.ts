import fc from "fast-check";
import { expect, it } from "vitest";
import { Exact } from "./decimals.ts";
import { dealFor } from "./hypothetical-deal.ts";
import type { Plan } from "./plan.ts";
import { type ClosedStatement, factsText, settle } from "./settle.ts";
import { commission, inputOf, label, month, planWith, table } from "./testing/plans.ts";

/** A month's figures: sales, and what came back of the first month's. */
interface Facts {
  readonly basis: string;
  readonly back: string;
}

const cents = fc.integer({ min: 0, max: 300_000 }).map((amount) => new Exact(amount).div(100).toFixed());
const facts = fc.record({
  basis: cents,
  back: fc.oneof(
    fc.constant("0"),
    cents.map((amount) => `-${amount}`),
  ),
});

const plans = fc
  .record({
    accumulate: fc.constantFrom("PERIOD", "QUARTER", "YEAR"),
    retroactive: fc.boolean(),
    cap: fc.option(fc.constant({ amount: 150, excess: "CARRIED" }), { nil: undefined }),
    draw: fc.boolean(),
  })
  .map(({ draw, ...fields }) => {
    const rates = table("STEP", [
      [0, 0.01],
      [1000, 0.05],
      [4000, 0.08],
    ]);
    const components = [commission({ ...fields, rates })];
    return planWith(
      ...components,
      ...(draw ? [{ id: "draw", kind: "DRAW", label, minimum: 60, recoverable: true }] : []),
    );
  });

function periodOf(plan: Plan, number: number, { basis, back }: Facts) {
  const returns = number > 1 && back !== "0" ? [{ period: month(1).key, basis: back }] : [];
  return { period: month(number), plans: [{ plan, input: inputOf(number, { sales: { basis, returns } }) }] };
}

const totalOf = (lines: readonly { amount: string }[]) =>
  lines.reduce((sum, { amount }) => sum.plus(amount), new Exact(0));

it("pays by closing month after month, whatever changes meanwhile, what one close with the final facts would have paid", () => {
  const histories = fc.array(fc.array(facts, { minLength: 5, maxLength: 5 }), { minLength: 5, maxLength: 5 });
  fc.assert(
    fc.property(plans, histories, fc.array(fc.boolean(), { minLength: 25, maxLength: 25 }), (plan, versions, kept) => {
      // What is known of month m when month n is closed: it may be what was known before.
      const known: Facts[][] = [];
      for (let now = 0; now < 5; now++) {
        known.push(
          versions[now]!.map((one, index) => (now > 0 && kept[now * 5 + index] ? known[now - 1]![index]! : one)),
        );
      }
      const closed: (ClosedStatement & { text: string })[] = [];
      for (let now = 0; now < 5; now++) {
        const inputs = known[now]!.slice(0, now + 1).map((one, index) => periodOf(plan, index + 1, one));
        const before = closed.map((one, index) => ({ ...one, holds: one.text === factsText(inputs[index]!.plans) }));
        const [due] = settle(inputs, before, [month(now + 1)], "USD");
        closed.push({ ...due!, holds: true, text: factsText(inputs[now]!.plans) });
      }
      const final = known[4]!.map((one, index) => periodOf(plan, index + 1, one));
      const once = settle(final, [], [1, 2, 3, 4, 5].map(month), "USD");
      const paid = totalOf(closed.flatMap(({ lines }) => lines));
      expect(paid.toFixed(2)).toBe(totalOf(once.flatMap(({ lines }) => lines)).toFixed(2));
    }),
    { numRuns: 150 },
  );
});

it("adjusts only in the first open month, and nothing where nothing has changed", () => {
  const plan = planWith(commission({ rate: "10%" }));
  const inputs = [1, 2, 3].map((number) => periodOf(plan, number, { basis: "1000", back: "0" }));
  const first = settle(inputs.slice(0, 1), [], [month(1)], "USD")[0]!;
  const closed = { ...first, holds: true };
  expect(settle(inputs, [closed], [month(2), month(3)], "USD").map(({ total }) => total)).toEqual(["100.00", "100.00"]);
  const late = [periodOf(plan, 1, { basis: "1200", back: "0" }), ...inputs.slice(1)];
  const [second, third] = settle(late, [{ ...closed, holds: false }], [month(2), month(3)], "USD");
  expect(second!.lines.map(({ type, period, amount }) => `${type} ${period} ${amount}`)).toEqual([
    "EARNED 2024-02 100.00",
    "ADJUSTMENT 2024-01 20.00",
  ]);
  expect(third!.total).toBe("100.00");
});

it("pays late who was on a plan in a closed month without anybody's knowing", () => {
  const plan = planWith(commission({ rate: "10%" }));
  const nothing = { period: month(1), lines: [], state: { components: {}, drawBalance: "0" }, holds: false };
  const inputs = [1, 2].map((number) => periodOf(plan, number, { basis: "1000", back: "0" }));
  const [due] = settle(inputs, [nothing], [month(2)], "USD");
  expect(due!.total).toBe("200.00");
});

it("knows what a deal adds to each component", () => {
  const spiff = { kind: "SPIFF", label, amount: 5, from: "2024-01-01", to: "2024-03-31" };
  const plan = planWith(
    commission({ rate: "5%" }),
    commission({ id: "online", rate: "1%", where: { channel: ["online"] } }),
    commission({ id: "profit", rate: "1%", basis: "GROSS_PROFIT" }),
    commission({ id: "new", rate: "1%", where: { newOrReturning: "NEW" } }),
    { id: "units", per: "UNIT", ...spiff },
    { id: "first", per: "FIRST_ORDER", ...spiff },
    { id: "meals", kind: "ALLOWANCE", label, amount: 10, minimumAttainment: "50%" },
  );
  expect(dealFor(plan, { amount: "100", quantity: "3" }, "2024-03-31")).toEqual({
    sales: "100",
    units: "3",
    meals: "100",
  });
  const known = { amount: "100", cost: "60.5", channel: "online", isNewCustomer: true };
  expect(dealFor(plan, known, "2024-04-01")).toEqual({
    sales: "100",
    online: "100",
    profit: "39.5",
    new: "100",
    meals: "100",
  });
});
