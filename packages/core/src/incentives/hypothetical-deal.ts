import { type DecimalText, decimalAt, textOf } from "./decimals.ts";
import type { Component, Plan, SalesFilter } from "./plan.ts";
import type { Deal } from "./what-if.ts";

/** A deal that isn't made yet. What is left out isn't known, and meets no condition. */
export interface HypotheticalDeal {
  readonly amount: DecimalText;
  readonly cost?: DecimalText | undefined;
  /** 1 unless given. */
  readonly quantity?: DecimalText | undefined;
  readonly product?: string | undefined;
  readonly category?: string | undefined;
  readonly channel?: string | undefined;
  readonly region?: string | undefined;
  /** Whether it would be the customer's first order; false unless given. */
  readonly isNewCustomer?: boolean | undefined;
}

/**
 * What a deal would add to each component of a plan, for `payOfDeal`: to those whose conditions it meets, in their basis.
 * Without its cost it adds no gross profit; goals are taken to be of revenue.
 *
 * @param day on which it would count
 * @throws badInput for amounts that are no decimals
 * @example dealFor(plan, { amount: "3000", channel: "online" }, "2024-03-20") // { sales: "3000", online: "3000" }
 */
export function dealFor(plan: Plan, deal: HypotheticalDeal, day: string): Deal {
  return Object.fromEntries(
    plan.components.flatMap((component): [string, DecimalText][] => {
      const adds = addedTo(component, deal, day);
      return adds === undefined ? [] : [[component.id, adds]];
    }),
  );
}

function addedTo(component: Component, deal: HypotheticalDeal, day: string): DecimalText | undefined {
  const amount = textOf(decimalAt(deal.amount, "deal.amount"));
  const quantity = textOf(decimalAt(deal.quantity ?? "1", "deal.quantity"));
  switch (component.kind) {
    case "OVERRIDE":
      return component.ownSales ? basisOf(component.basis) : undefined;
    case "COMMISSION":
      return meets(component.where, deal) ? basisOf(component.basis) : undefined;
    case "SPIFF": {
      if (day < component.from || component.to < day || !meets(component.where, deal)) return undefined;
      if (component.per === "UNIT") return quantity;
      return component.per === "ORDER" || deal.isNewCustomer ? "1" : undefined;
    }
    case "BONUS":
    case "ALLOWANCE":
      return component.goal === null ? amount : undefined;
    case "DRAW":
      return undefined;
  }

  function basisOf(basis: "REVENUE" | "GROSS_PROFIT" | "VOLUME" | "WON_AMOUNT"): DecimalText | undefined {
    if (basis === "VOLUME") return quantity;
    if (basis !== "GROSS_PROFIT") return amount;
    if (deal.cost === undefined) return undefined;
    return textOf(decimalAt(amount, "deal.amount").minus(decimalAt(deal.cost, "deal.cost")));
  }
}

function meets(where: SalesFilter, deal: HypotheticalDeal): boolean {
  const isIn = (values: readonly string[] | null, value: string | undefined) =>
    values === null || (value !== undefined && values.includes(value));
  const { product, category, channel, region, newOrReturning } = where;
  return (
    isIn(product, deal.product) &&
    isIn(category, deal.category) &&
    isIn(channel, deal.channel) &&
    isIn(region, deal.region) &&
    (newOrReturning === null || (newOrReturning === "NEW") === (deal.isNewCustomer ?? false))
  );
}
