import fc from "fast-check";
import { expect, it } from "vitest";
import { addDays } from "../calendar.ts";
import { adjustments } from "./adjustments.ts";
import { canonicalInput } from "./canonical.ts";
import { Exact } from "./decimals.ts";
import { payPeriod } from "./pay-period.ts";
import type { Plan } from "./plan.ts";
import { prorate } from "./prorate.ts";
import { splitAmount } from "./split.ts";
import type { ComponentInput, PeriodResult, ReturnInput, SalesInput } from "./statement.ts";
import { noState } from "./statement.ts";
import { commission, inputOf, label, month, payMonths, planWith } from "./testing/plans.ts";

const total = (results: readonly PeriodResult[]) =>
  results.reduce((sum, { total: amount }) => sum.plus(amount), new Exact(0));
const cents = (most: number) => fc.integer({ min: 0, max: most }).map((amount) => new Exact(amount).div(100).toFixed());

/** Tiers that rise both in where they begin and in what they pay. */
const rates = fc
  .record({
    by: fc.constantFrom("AMOUNT", "ATTAINMENT"),
    method: fc.constantFrom("FLAT", "STEP", "INTERPOLATED"),
    widths: fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 4 }),
    rises: fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 4, maxLength: 4 }),
  })
  .map(({ by, method, widths, rises }) => {
    const unit = by === "AMOUNT" ? 1 : 0.0001;
    let from = 0;
    let rate = 0;
    const tiers = widths.map((width, index) => {
      rate += rises[index]!;
      const start = from;
      from += width;
      const bounds = { from: String(new Exact(start).times(unit)), to: String(new Exact(from).times(unit)) };
      return method === "INTERPOLATED"
        ? { ...bounds, amount: rate }
        : { ...bounds, ...(index === widths.length - 1 ? { to: null } : {}), rate: String(new Exact(rate).div(10000)) };
    });
    return { by, method, tiers };
  });

/** Commissions without anything by which more sales could pay less: no deceleration, no limit shorter than its time. */
const commissions = fc.record({
  rates,
  accumulate: fc.constantFrom("PERIOD", "QUARTER", "YEAR"),
  retroactive: fc.boolean(),
  threshold: fc.option(fc.record({ by: fc.constant("AMOUNT"), at: fc.integer({ min: 0, max: 5000 }) })),
  cap: fc.option(
    fc.record({ amount: fc.integer({ min: 100, max: 3000 }), excess: fc.constantFrom("LOST", "CARRIED") }),
  ),
  accelerator: fc.option(fc.record({ above: fc.constantFrom(0.5, 1), factor: fc.constantFrom(1, 1.5, 2) })),
});

const sales = fc.array(cents(400_000), { minLength: 1, maxLength: 8 });
const quota = { quota: "7000" };
const months = (bases: readonly string[], more: object = quota) =>
  bases.map((basis) => ({ sales: { basis, ...more } }));
const pay = (fields: object, bases: readonly string[]) => payMonths(planWith(commission(fields)), months(bases));

it("never pays less in total when more is sold", () => {
  fc.assert(
    fc.property(commissions, sales, fc.nat(), cents(300_000), (fields, bases, place, more) => {
      const raised = bases.map((basis, index) =>
        index === place % bases.length ? new Exact(basis).plus(more).toFixed() : basis,
      );
      expect(total(pay(fields, raised)).gte(total(pay(fields, bases)))).toBe(true);
    }),
    { numRuns: 400 },
  );
});

it("never pays less for a month that has sold more, floor and draw included", () => {
  const draw = { id: "draw", kind: "DRAW", label, minimum: 40, recoverable: false };
  fc.assert(
    fc.property(commissions, sales, cents(300_000), (fields, bases, more) => {
      const plan = planWith(commission({ ...fields, ...(fields.cap ? {} : { floor: 20 }) }), draw);
      const last = new Exact(bases.at(-1)!).plus(more).toFixed();
      const usual = payMonths(plan, months(bases)).at(-1)!;
      const raised = payMonths(plan, months([...bases.slice(0, -1), last])).at(-1)!;
      expect(new Exact(raised.total).gte(usual.total)).toBe(true);
    }),
    { numRuns: 200 },
  );
});

it("pays in total for an accumulation that is rated anew what one period with all its sales pays", () => {
  fc.assert(
    fc.property(rates, fc.array(cents(400_000), { minLength: 1, maxLength: 3 }), (table, bases) => {
      const together = bases.reduce((sum, basis) => sum.plus(basis), new Exact(0)).toFixed();
      const anew = { rates: table, accumulate: "QUARTER", retroactive: true };
      expect(total(pay(anew, bases)).toFixed()).toBe(total(pay({ rates: table }, [together])).toFixed());
    }),
    { numRuns: 200 },
  );
});

it("pays steps and filled tiers for a quarter in parts as for the quarter at once", () => {
  fc.assert(
    fc.property(
      rates.filter(({ method }) => method !== "FLAT"),
      fc.array(cents(400_000), { minLength: 1, maxLength: 3 }),
      (table, bases) => {
        const together = bases.reduce((sum, basis) => sum.plus(basis), new Exact(0)).toFixed();
        const parts = total(pay({ rates: table, accumulate: "QUARTER" }, bases));
        expect(parts.toFixed()).toBe(total(pay({ rates: table }, [together])).toFixed());
      },
    ),
    { numRuns: 200 },
  );
});

/** Months with sales and returns of earlier months. */
const history = fc.array(fc.record({ basis: cents(400_000), back: fc.option(cents(50_000)), of: fc.nat() }), {
  minLength: 2,
  maxLength: 7,
});
type History = typeof history extends fc.Arbitrary<infer T> ? T : never;

function inputsOf(facts: History): Record<string, ComponentInput>[] {
  return facts.map(({ basis, back, of }, index) => {
    const returns: ReturnInput[] =
      back && index > 0 ? [{ period: month(1 + (of % index)).key, basis: `-${back}` }] : [];
    return { sales: { basis, returns, ...quota } };
  });
}

const wholePlans = commissions.map((fields) =>
  planWith(commission({ ...fields, ...(fields.cap ? {} : { floor: 20 }) }), {
    ...{ id: "draw", kind: "DRAW", label, minimum: 40, recoverable: true },
  }),
);

it("closes, changes and closes again to what one close with the final facts pays", () => {
  fc.assert(
    fc.property(wholePlans, history, fc.nat(), cents(300_000), (plan, facts, place, basis) => {
      const known = facts.slice(0, -1);
      const changed = facts.map((fact, index) => (index === place % known.length ? { ...fact, basis } : fact));
      const statements = (of: History) =>
        payMonths(plan, inputsOf(of)).map(({ lines }, index) => ({ period: month(index + 1).key, lines }));
      const closed = statements(known);
      const final = statements(changed);
      const adjusting = adjustments(closed, final.slice(0, -1), plan.currency);
      const last = { ...final.at(-1)!, lines: [...final.at(-1)!.lines, ...adjusting] };
      const sumOf = (of: typeof closed) =>
        of
          .flatMap(({ lines }) => lines)
          .reduce((sum, { amount }) => sum.plus(amount), new Exact(0))
          .toFixed();
      expect(sumOf([...closed, last])).toBe(sumOf(final));
      // Closed again without a change, there is nothing left to adjust.
      expect(adjustments([...closed, last], final, plan.currency)).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

it("takes back no more than was paid, and with everything all of it", () => {
  fc.assert(
    fc.property(
      commissions,
      sales,
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
      (fields, bases, weights) => {
        const plan = planWith(commission({ ...fields, accumulate: "PERIOD", cap: null }));
        const parts = bases.map((basis) =>
          splitAmount(
            new Exact(basis),
            weights.map((weight) => new Exact(weight)),
            2,
          ),
        );
        const back = weights.map((_, piece) => ({
          sales: {
            basis: "0",
            returns: parts.map((pieces, index) => ({
              period: month(index + 1).key,
              basis: pieces[piece]!.negated().toFixed(),
            })),
          },
        }));
        expect(total(payMonths(plan, [...months(bases), ...back])).toFixed()).toBe("0");
      },
    ),
    { numRuns: 200 },
  );
});

it("adds up: tiers to their line, lines to the total", () => {
  fc.assert(
    fc.property(wholePlans, history, (plan, facts) => {
      for (const { lines, total: all } of payMonths(plan, inputsOf(facts))) {
        const amounts = lines.map(({ amount }) => amount);
        expect(amounts.reduce((sum, amount) => sum.plus(amount), new Exact(0)).toFixed(2)).toBe(all);
        for (const { portions, earlier, amount } of lines.filter((line) => line.type === "EARNED")) {
          const parts = [earlier, ...portions.map((portion) => portion.amount)];
          if (portions.length === 0 && earlier === "0") continue;
          expect(parts.reduce((sum, part) => sum.plus(part), new Exact(0)).toFixed(2)).toBe(amount);
        }
      }
    }),
    { numRuns: 150 },
  );
});

it("pays on the same base whether an order is one or several", () => {
  fc.assert(
    fc.property(
      wholePlans,
      cents(400_000),
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 4 }),
      (plan, basis, weights) => {
        const parts = splitAmount(
          new Exact(basis),
          weights.map((weight) => new Exact(weight)),
          4,
        );
        const again = parts.reduce((sum, part) => sum.plus(part), new Exact(0)).toFixed(4);
        expect(payMonths(plan, months([again]))).toEqual(payMonths(plan, months([basis])));
        // In as many stretches of the period, each going on from the one before it, as well.
        const rated = planWith({ ...plan.components[0]!, floor: null, cap: null });
        if (rated.components[0]!.kind !== "COMMISSION" || rated.components[0]!.rates.method === "FLAT") return;
        let state = noState;
        const stretches = parts.map((part) => {
          const result = payPeriod(rated, inputOf(1, { sales: { basis: part.toFixed(), ...quota } }), state);
          state = result.state;
          return result;
        });
        expect(total(stretches).toFixed()).toBe(total(payMonths(rated, months([basis]))).toFixed());
      },
    ),
    { numRuns: 150 },
  );
});

it("doesn't depend on the order of its input", () => {
  fc.assert(
    fc.property(wholePlans, history, fc.array(cents(90_000), { minLength: 1, maxLength: 4 }), (plan, facts, back) => {
      const returns = back.map((basis, index) => ({ period: month(1 + (index % 3)).key, basis: `-${basis}` }));
      const before = payMonths(plan, inputsOf(facts)).at(-1)!.state;
      const input = (list: ReturnInput[]) =>
        inputOf(8, { sales: { basis: "100", returns: list, ...quota } as SalesInput });
      const [one, other] = [input(returns), input([...returns].reverse())];
      expect(payPeriod(plan, one, before)).toEqual(payPeriod(plan, other, before));
      expect(canonicalInput(plan, one, before)).toBe(canonicalInput(plan, other, before));
    }),
    { numRuns: 100 },
  );
});

it("makes a whole of a leaver's and a joiner's days, whatever is paid by days", () => {
  const plan: Plan = planWith(
    { id: "phone", kind: "ALLOWANCE", label, amount: "77.77" },
    commission({ rate: 0, floor: "33.33" }),
    { id: "goal", kind: "BONUS", label, every: "MONTHLY", amount: "1000.01" },
  );
  const period = month(4);
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 29 }), { maxLength: 4 }), (cuts) => {
      const starts = [0, ...cuts.sort((a, b) => a - b), 30];
      const parts = starts.slice(1).map((end, index) => {
        const days = [{ from: addDays(period.from, starts[index]!), to: addDays(period.from, end - 1) }];
        const goal = { achieved: "1", target: "1" };
        return payPeriod(plan, { ...inputOf(4, { goal, sales: { basis: "0" } }), days, assigned: days });
      });
      expect(total(parts).toFixed()).toBe("1111.11");
    }),
  );
});

it("splits any amount by any weights to the cent, each within a cent of its part", () => {
  const weight = fc.integer({ min: 0, max: 1000 }).map((one) => new Exact(one));
  fc.assert(
    fc.property(
      fc.integer({ min: -100000, max: 100000 }),
      fc.array(weight, { minLength: 1, maxLength: 9 }),
      (amount, weights) => {
        const whole = new Exact(amount).div(100);
        const parts = splitAmount(whole, weights, 2);
        expect(parts.reduce((sum, part) => sum.plus(part), new Exact(0)).eq(whole)).toBe(true);
        const sum = weights.reduce((all, one) => all.plus(one), new Exact(0));
        if (sum.isZero()) return;
        parts.forEach((part, index) => {
          expect(part.minus(whole.times(weights[index]!).div(sum)).abs().lt("0.01")).toBe(true);
        });
      },
    ),
  );
});

it("prorates in parts that add up, for any amount and any days", () => {
  const period = { from: "2024-02-01", to: "2024-02-29" };
  fc.assert(
    fc.property(
      cents(1_000_000),
      fc.integer({ min: 1, max: 28 }),
      fc.integer({ min: 0, max: 3 }),
      (amount, cut, places) => {
        const whole = new Exact(amount);
        const [early, late] = [
          { from: period.from, to: addDays(period.from, cut - 1) },
          { from: addDays(period.from, cut), to: period.to },
        ];
        const parts = prorate(whole, [early], period, places).plus(prorate(whole, [late], period, places));
        expect(parts.eq(whole.toDecimalPlaces(places))).toBe(true);
        expect(prorate(whole, [early, late], period, places).eq(parts)).toBe(true);
      },
    ),
  );
});
