import type { Company } from "./company.ts";
import { numberOf } from "./days.ts";
import type { Bag, Buyer, Source } from "./facts.ts";
import { exact } from "./quantity.ts";
import type { SeenCompany } from "./scope.ts";

export type Attributes = Readonly<Record<string, string | number | null>>;

/** A row of a source: the day it counts on, what it can be split by, and how it is put into a bag. */
export interface SourceRow {
  readonly day: number | null;
  readonly attributes: Attributes;
  /** First day that the customer ever bought on; undefined without a customer who has. */
  readonly firstPurchase?: number | undefined;
  /** Of a stock: whether it is there at the end of a day. */
  readonly isThere?: (day: number) => boolean;
  readonly put: (bag: Bag, place: { readonly start: number; readonly until: number }) => void;
}

/** The rows of every source, through a viewer's eyes. */
export function sourcesOf(
  company: SeenCompany,
  segments: ReadonlyMap<number, string>,
): Record<Source, readonly SourceRow[]> {
  const customers = byId(company.customer);
  const reps = byId(company.rep);
  const products = byId(company.product);
  const purchaseDays = firstPurchases(company);
  const anyPurchases = (id: number, until: number) => {
    return company.sale.some((line) => line.customer_id === id && line.order_net > 0 && numberOf(line.day) <= until);
  };
  const spentBy = (id: number, until: number) => {
    const lines = company.sale.filter((line) => line.customer_id === id && numberOf(line.day) <= until);
    return lines.reduce((sum, line) => sum + exact(line.net_amount), 0n);
  };
  const ofCustomer = (id: number | null) => {
    const customer = customers.get(id);
    return {
      customer: id,
      region: customer?.region ?? null,
      country: customer?.country ?? null,
      customerKind: customer?.kind ?? null,
      industry: customer?.industry ?? null,
      source: customer?.source ?? null,
      segment: segments.get(id!) ?? null,
    };
  };
  const ofOwner = (id: number) => {
    const owner = customers.get(id)?.owner_id ?? null;
    return { rep: owner, team: reps.get(owner)?.team_id ?? null };
  };
  const ofSeller = (row: { rep_id: number | null; team_id: number | null; product_id: number | null }) => {
    return {
      rep: row.rep_id,
      team: row.team_id,
      product: row.product_id,
      category: products.get(row.product_id)?.category ?? null,
    };
  };
  const deals = company.opportunity.map((row) => ({
    row,
    attributes: { ...ofCustomer(row.customer_id), ...ofSeller(row) },
  }));
  const cases = company.service_case.map((row) => ({
    row,
    attributes: { ...ofCustomer(row.customer_id), ...ofOwner(row.customer_id) },
  }));
  const sales = company.sale.map((row) => {
    const customer = customers.get(row.customer_id)!;
    const firstPurchase = purchaseDays.get(row.customer_id);
    const own = { channel: row.channel, region: row.region, country: row.country ?? customer.country };
    const attributes = { ...ofCustomer(row.customer_id), ...ofSeller(row), ...own };
    return { row, customer, facts: { day: numberOf(row.day), attributes, firstPurchase } };
  });
  return {
    sale: sales.map(({ row, customer, facts }) => ({
      ...facts,
      put: ({ sale }, { start }) => {
        const isNew = facts.firstPurchase === undefined ? undefined : facts.firstPurchase >= start;
        const buyer: Buyer | undefined = customer.anonymous ? undefined : { id: customer.id, isNew };
        sale.push({ row, buyer });
      },
    })),
    deal: deals.map(({ row, attributes }) => ({
      day: row.closed_on === null ? null : numberOf(row.closed_on),
      attributes,
      put: ({ deal }) => deal.push(row),
    })),
    pipeline: deals.map(({ row, attributes }) => ({
      day: null,
      attributes,
      isThere: (day) => {
        if (row.created_on !== null && numberOf(row.created_on) > day) return false;
        return row.status === "OPEN" || (row.closed_on !== null && numberOf(row.closed_on) > day);
      },
      put: ({ pipeline }) => pipeline.push(row),
    })),
    prospect: company.prospects.map((row) => ({
      day: row.acquired_on === null ? null : numberOf(row.acquired_on),
      attributes: { ...ofCustomer(row.id), ...ofOwner(row.id) },
      put: ({ prospect }, { until }) => {
        prospect.push({ hasBought: anyPurchases(row.id, until), spent: spentBy(row.id, until) });
      },
    })),
    response: company.survey_response.map((row) => ({
      day: numberOf(row.day),
      attributes: { ...ofCustomer(row.customer_id), ...ofOwner(row.customer_id) },
      put: ({ response }) => response.push(row),
    })),
    case: cases.map(({ row, attributes }) => ({
      day: numberOf(row.opened_on),
      attributes,
      put: (bag) => bag.case.push(row),
    })),
    resolution: cases.map(({ row, attributes }) => ({
      day: row.resolved_on === null ? null : numberOf(row.resolved_on),
      attributes,
      put: ({ resolution }) => resolution.push(row),
    })),
    payout: company.payout.map((row) => ({
      day: numberOf(row.day),
      attributes: { rep: row.rep_id, team: row.team_id },
      put: ({ payout }) => payout.push(row),
    })),
    // Of the other goals nothing counts as quota: they are not there.
    quota: company.goal.flatMap((row) => {
      if (exact(row.quota) <= 0n) return [];
      const attributes = { rep: row.rep_id, team: row.team_id };
      return byDays(row, row.quota).map(({ day, part }) => {
        return { day, attributes, put: ({ quota }: Bag) => quota.push(part) };
      });
    }),
    budget: company.budget.flatMap((row) => {
      const attributes = { team: row.team_id };
      return byDays(row, row.amount).map(({ day, part }) => {
        return { day, attributes, put: ({ budget }: Bag) => budget.push(part) };
      });
    }),
    expense: company.expense.map((row) => ({
      day: numberOf(row.day),
      attributes: { team: row.team_id, channel: row.channel },
      put: ({ expense }) => expense.push(row),
    })),
  };
}

/** An amount by the days that it goes over. What falls on the days up to one is rounded down; a day's is what it adds. */
function byDays({ starts_on, ends_on }: { starts_on: string; ends_on: string }, amount: number) {
  const [first, last] = [numberOf(starts_on), numberOf(ends_on)];
  const days = last - first + 1;
  const upTo = (day: number) => (exact(amount) * BigInt(day - first + 1)) / BigInt(days);
  return Array.from({ length: days }, (_, index) => first + index).map((day) => ({
    day,
    part: upTo(day) - upTo(day - 1),
  }));
}

/** Of customers who are known, the first day with an order that isn't a return. */
function firstPurchases(company: Company): ReadonlyMap<number, number> {
  const customers = byId(company.customer);
  const days = new Map<number, number>();
  for (const { customer_id, day, order_net } of company.sale) {
    if (order_net <= 0 || customers.get(customer_id)?.anonymous) continue;
    days.set(customer_id, Math.min(days.get(customer_id) ?? numberOf(day), numberOf(day)));
  }
  return days;
}

function byId<T extends { readonly id: number }>(rows: readonly T[]): ReadonlyMap<number | null, T> {
  return new Map(rows.map((row) => [row.id, row]));
}
