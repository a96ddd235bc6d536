import { amountText, type DecimalText, decimalAt, type Exact, minorPlaces, textOf, zero } from "./decimals.ts";

/** What a person is paid, over whatever time is compared. */
export interface PersonPay {
  readonly person: string;
  readonly amount: DecimalText;
}

export interface PayChange {
  readonly person: string;
  readonly before: DecimalText;
  readonly after: DecimalText;
  readonly change: DecimalText;
}

/** Two results side by side. */
export interface PayComparison {
  readonly before: PayCost;
  readonly after: PayCost;
  /** after − before. */
  readonly change: DecimalText;
  /** Who has more, and who less, the greatest change first. */
  readonly winners: readonly PayChange[];
  readonly losers: readonly PayChange[];
  readonly unchanged: number;
}

export interface PayCost {
  readonly cost: DecimalText;
  /** Of revenue; null without any. */
  readonly shareOfRevenue: DecimalText | null;
}

/**
 * Compares what people are paid, say by last year's plan and by a draft on the same sales: cost, cost as a share of
 * revenue, who wins and who loses. Who is on one side only has nothing on the other.
 *
 * @param revenue of the same time; of each side where the sales differ
 * @example comparePay(byPlan, byDraft, { before: "100000", after: "100000" }, "EUR")
 *   // { before: { cost: "5000.00", shareOfRevenue: "0.05" }, after: …, winners: [{ person: "Ann", change: "120.00", … }], … }
 */
export function comparePay(
  before: readonly PersonPay[],
  after: readonly PersonPay[],
  revenue: { readonly before: DecimalText; readonly after: DecimalText },
  currency: string,
): PayComparison {
  const places = minorPlaces(currency);
  const [paidBefore, paidAfter] = [byPerson(before), byPerson(after)];
  const changes = [...new Set([...paidBefore.keys(), ...paidAfter.keys()])].map((person) => {
    const [had, has] = [paidBefore.get(person) ?? zero, paidAfter.get(person) ?? zero];
    return { person, had, has, change: has.minus(had) };
  });
  const shown = changes
    .filter(({ change }) => !change.isZero())
    .sort((a, b) => b.change.abs().cmp(a.change.abs()) || (a.person < b.person ? -1 : 1))
    .map(({ person, had, has, change }) => ({
      isGain: change.gt(0),
      row: {
        person,
        before: amountText(had, places),
        after: amountText(has, places),
        change: amountText(change, places),
      },
    }));
  const [costBefore, costAfter] = [sumOf(paidBefore), sumOf(paidAfter)];
  return {
    before: costOf(costBefore, revenue.before, places),
    after: costOf(costAfter, revenue.after, places),
    change: amountText(costAfter.minus(costBefore), places),
    winners: shown.filter(({ isGain }) => isGain).map(({ row }) => row),
    losers: shown.filter(({ isGain }) => !isGain).map(({ row }) => row),
    unchanged: changes.length - shown.length,
  };
}

function byPerson(pays: readonly PersonPay[]): Map<string, Exact> {
  const sums = new Map<string, Exact>();
  pays.forEach(({ person, amount }, index) => {
    sums.set(person, (sums.get(person) ?? zero).plus(decimalAt(amount, `pay[${index}].amount`)));
  });
  return sums;
}

function sumOf(sums: ReadonlyMap<string, Exact>): Exact {
  return [...sums.values()].reduce((sum, amount) => sum.plus(amount), zero);
}

function costOf(cost: Exact, revenue: DecimalText, places: number): PayCost {
  const of = decimalAt(revenue, "revenue");
  return {
    cost: amountText(cost, places),
    shareOfRevenue: of.isZero() ? null : textOf(cost.div(of).toDecimalPlaces(6)),
  };
}
