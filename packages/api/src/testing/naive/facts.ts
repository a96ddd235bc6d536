import type { Warehouse } from "@salesglass/core";
import { numberOf } from "./days.ts";
import { exact } from "./quantity.ts";

export type Source =
  | "sale"
  | "deal"
  | "pipeline"
  | "prospect"
  | "response"
  | "case"
  | "resolution"
  | "quota"
  | "payout"
  | "budget"
  | "expense";

/** The rows of the tables that stand in one row of the answer, by where they come from. */
export interface Bag {
  readonly sale: { readonly row: Warehouse["sale"]; readonly buyer: Buyer | undefined }[];
  readonly deal: Warehouse["opportunity"][];
  readonly pipeline: Warehouse["opportunity"][];
  readonly prospect: { readonly hasBought: boolean; readonly spent: bigint }[];
  readonly response: Warehouse["survey_response"][];
  readonly case: Warehouse["service_case"][];
  readonly resolution: Warehouse["service_case"][];
  /** Parts of quotas, one a day. */
  readonly quota: bigint[];
  readonly payout: Warehouse["payout"][];
  /** Parts of budgets, one a day. */
  readonly budget: bigint[];
  readonly expense: Warehouse["expense"][];
}

/** Who bought, unless that is unknown, and whether they are new in the row; undefined where they never ordered. */
export interface Buyer {
  readonly id: number;
  readonly isNew: boolean | undefined;
}

export function emptyBag(): Bag {
  return {
    sale: [],
    deal: [],
    pipeline: [],
    prospect: [],
    response: [],
    case: [],
    resolution: [],
    quota: [],
    payout: [],
    budget: [],
    expense: [],
  };
}

/** What can be added up, each from the rows of its source. */
export const facts = {
  revenue: ({ sale }: Bag) => sum(sale, ({ row }) => exact(row.net_amount)),
  volume: ({ sale }: Bag) => sum(sale, ({ row }) => exact(row.quantity)),
  cost: ({ sale }: Bag) => sum(sale, ({ row }) => exact(row.cost ?? 0)),
  uncosted: ({ sale }: Bag) => count(sale, ({ row }) => row.cost === null),
  discount: ({ sale }: Bag) => sum(sale, ({ row }) => exact(row.discount)),
  gross: ({ sale }: Bag) => sum(sale, ({ row }) => exact(Math.max(row.net_amount, 0))),
  returned: ({ sale }: Bag) => sum(sale, ({ row }) => exact(Math.max(-row.net_amount, 0))),
  orders: (bag: Bag) => distinct(purchases(bag), ({ row }) => row.order_id),
  customers: (bag: Bag) => distinct(purchases(bag), ({ buyer }) => buyer?.id),
  newCustomers: (bag: Bag) => distinct(purchases(bag), ({ buyer }) => (buyer?.isNew ? buyer.id : undefined)),
  returningCustomers: (bag: Bag) => {
    return distinct(purchases(bag), ({ buyer }) => (buyer?.isNew === false ? buyer.id : undefined));
  },
  repeatBuyers: (bag: Bag) => {
    const orders = (id: number) => purchases(bag).filter(({ buyer }) => buyer?.id === id);
    const ids = new Set(purchases(bag).flatMap(({ buyer }) => buyer?.id ?? []));
    return count([...ids], (id) => new Set(orders(id).map(({ row }) => row.order_id)).size >= 2);
  },
  newRevenue: ({ sale }: Bag) => sum(sale, ({ row, buyer }) => (buyer?.isNew ? exact(row.net_amount) : 0n)),
  returningRevenue: ({ sale }: Bag) => {
    return sum(sale, ({ row, buyer }) => (buyer?.isNew === false ? exact(row.net_amount) : 0n));
  },
  won: ({ deal }: Bag) => count(deal, ({ status }) => status === "WON"),
  lost: ({ deal }: Bag) => count(deal, ({ status }) => status === "LOST"),
  wonAmount: ({ deal }: Bag) => sum(deal, ({ status, amount }) => (status === "WON" ? exact(amount ?? 0) : 0n)),
  wonWithAmount: ({ deal }: Bag) => count(deal, ({ status, amount }) => status === "WON" && amount !== null),
  cycles: ({ deal }: Bag) => count(deal, (one) => cycleOf(one) !== undefined),
  cycleDays: ({ deal }: Bag) => sum(deal, (one) => exact(cycleOf(one) ?? 0)),
  openDeals: ({ pipeline }: Bag) => count(pipeline, () => true),
  openAmount: ({ pipeline }: Bag) => sum(pipeline, ({ amount }) => exact(amount ?? 0)),
  openWeighted: ({ pipeline }: Bag) => {
    return sum(pipeline, ({ status, amount, probability }) => {
      return status === "LOST" ? 0n : exact((amount ?? 0) * (probability ?? 0));
    });
  },
  acquired: ({ prospect }: Bag) => count(prospect, () => true),
  converted: ({ prospect }: Bag) => count(prospect, ({ hasBought }) => hasBought),
  acquiredRevenue: ({ prospect }: Bag) => sum(prospect, ({ hasBought, spent }) => (hasBought ? spent : 0n)),
  responses: ({ response }: Bag) => count(response, () => true),
  npsResponses: ({ response }: Bag) => count(response, ({ kind }) => kind === "NPS"),
  promoters: ({ response }: Bag) => count(response, ({ kind, score }) => kind === "NPS" && score >= 9),
  detractors: ({ response }: Bag) => count(response, ({ kind, score }) => kind === "NPS" && score <= 6),
  csatResponses: ({ response }: Bag) => count(response, ({ kind }) => kind === "CSAT"),
  satisfied: ({ response }: Bag) => count(response, ({ kind, score }) => kind === "CSAT" && score >= 4),
  cesResponses: ({ response }: Bag) => count(response, ({ kind }) => kind === "CES"),
  effort: ({ response }: Bag) => sum(response, ({ kind, score }) => exact(kind === "CES" ? score : 0)),
  complaints: (bag: Bag) => count(bag.case, ({ kind }) => kind === "COMPLAINT"),
  resolved: ({ resolution }: Bag) => count(resolution, () => true),
  resolutionDays: ({ resolution }: Bag) => {
    return sum(resolution, ({ opened_on, resolved_on }) => exact(numberOf(resolved_on!) - numberOf(opened_on)));
  },
  quota: ({ quota }: Bag) => sum(quota, (part) => part),
  payout: ({ payout }: Bag) => sum(payout, ({ amount }) => exact(amount)),
  budget: ({ budget }: Bag) => sum(budget, (part) => part),
  spend: ({ expense }: Bag) => sum(expense, ({ amount }) => exact(amount)),
} as const satisfies Record<string, (bag: Bag) => bigint>;

export type FactName = keyof typeof facts;

function purchases({ sale }: Bag): Bag["sale"] {
  return sale.filter(({ row }) => row.order_net > 0);
}

function cycleOf({ status, created_on, closed_on }: Warehouse["opportunity"]): number | undefined {
  return status === "WON" && created_on && closed_on ? numberOf(closed_on) - numberOf(created_on) : undefined;
}

function sum<T>(rows: readonly T[], amountOf: (row: T) => bigint): bigint {
  return rows.reduce((total, row) => total + amountOf(row), 0n);
}

function count<T>(rows: readonly T[], matches: (row: T) => boolean): bigint {
  return exact(rows.filter(matches).length);
}

function distinct<T>(rows: readonly T[], idOf: (row: T) => number | undefined): bigint {
  const ids = new Set(rows.map(idOf));
  ids.delete(undefined);
  return exact(ids.size);
}
