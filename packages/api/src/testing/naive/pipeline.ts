import type { Scope } from "@salesglass/core";
import fc from "fast-check";
import type { WarehouseRows } from "../engines.ts";

/** A deal as plain data, with its history. */
export interface PlainDeal {
  readonly id: number;
  readonly rep_id: number | null;
  readonly team_id: number | null;
  readonly product_id: number | null;
  readonly customer_id: number | null;
  readonly stage: string;
  readonly status: "OPEN" | "WON" | "LOST";
  readonly amount: number | null;
  readonly probability: number | null;
  readonly created_on: string | null;
  readonly closed_on: string | null;
  readonly source: string | null;
  readonly loss_reason: string | null;
  readonly lost_to: string | null;
  readonly history: readonly { readonly stage: string; readonly entered_on: string }[];
}

export const openStageKeys = ["lead", "offer", "terms"] as const;

/** The stages as rows of the warehouse. */
export const stageList = [
  { id: 1, external_id: "lead", name: "Lead", name_zh: "线索", rank: 10, kind: "OPEN", probability: null },
  { id: 2, external_id: "offer", name: "Offer", name_zh: null, rank: 20, kind: "OPEN", probability: 0.4 },
  { id: 3, external_id: "terms", name: "Terms", name_zh: null, rank: 30, kind: "OPEN", probability: null },
  { id: 4, external_id: "won", name: "Won", name_zh: null, rank: 40, kind: "WON", probability: null },
  { id: 5, external_id: "lost", name: "Lost", name_zh: null, rank: 5, kind: "LOST", probability: null },
];

/**
 * Deals from a seed, from October 2022 to May 2024: they skip stages, come back, change on the day on which they came, lack
 * a history, an amount, a day; so that ties and gaps are frequent.
 */
export function dealsOf(seed: number, count = 150): PlainDeal[] {
  const [random] = fc.sample(fc.infiniteStream(fc.nat(1_000_000)), { numRuns: 1, seed });
  const upTo = (most: number) => random!.next().value! % most;
  const pick = <T>(values: readonly T[]) => values[upTo(values.length)]!;
  return Array.from({ length: count }, (_, index) => {
    const created = dayAfter("2022-10-01", upTo(560));
    let day = created;
    const history = [];
    for (const stage of pick([
      ["lead", "offer", "terms"],
      ["lead", "offer"],
      ["lead"],
      ["offer", "terms"],
      ["lead", "offer", "lead", "terms"],
      ["terms", "offer"],
    ])) {
      history.push({ stage, entered_on: day });
      day = dayAfter(day, pick([0, 1, 5, 10, 20, 40]));
    }
    const status = pick(["OPEN", "WON", "WON", "LOST"] as const);
    const closed = status === "OPEN" ? null : day;
    const end = status === "WON" ? "won" : "lost";
    if (closed && upTo(3) > 0) history.push({ stage: end, entered_on: closed });
    const bare = upTo(10) === 0;
    return {
      id: index + 1,
      rep_id: pick([1, 2, 3, null]),
      team_id: pick([1, 2, 3, null]),
      product_id: pick([1, 2, null]),
      customer_id: pick([1, 2, 3, null]),
      stage: history.at(-1)!.stage,
      status,
      amount: pick([null, 0, (10_000 + upTo(90_000)) / 100, (10_000 + upTo(90_000)) / 100]),
      probability: pick([null, null, upTo(101) / 100]),
      created_on: upTo(12) === 0 ? null : created,
      closed_on: closed,
      source: pick(["fair", "web", null]),
      loss_reason: status === "LOST" ? pick(["price", "time", null]) : null,
      lost_to: status === "LOST" ? pick(["Hill", null]) : null,
      history: bare ? [] : history,
    };
  });
}

/** The deals and whom they are of, as rows of the warehouse. */
export function rowsOf(deals: readonly PlainDeal[], list: typeof stageList | [] = stageList): WarehouseRows {
  return {
    team: [
      { id: 1, external_id: "t1", name: "North", parent_id: 3 },
      { id: 2, external_id: "t2", name: "South", parent_id: 3 },
      { id: 3, external_id: "t3", name: "All", parent_id: null },
    ],
    rep: [1, 2, 3].map((id) => ({ id, external_id: `r${id}`, name: `Rep ${id}`, team_id: id })),
    product: [
      { id: 1, external_id: "p1", name: "Tea", category: "Drinks" },
      { id: 2, external_id: "p2", name: "Cup", category: "Ware" },
    ],
    customer: [1, 2, 3].map((id) => ({
      id,
      external_id: `c${id}`,
      kind: "COMPANY",
      name: `Customer ${id}`,
      industry: ["retail", "gifts", null][id - 1]!,
      region: ["East", "West", "East"][id - 1]!,
    })),
    pipeline_stage: list,
    opportunity: deals.map(({ history, ...deal }) => ({ ...deal, expected_close_on: null })),
    opportunity_stage: deals.flatMap(({ id, history }) => history.map((one) => ({ opportunity_id: id, ...one }))),
  };
}

/** The deals of a scope, as they stood on a day. */
export function dealsSeen(deals: readonly PlainDeal[], scope: Scope, asOf: string): PlainDeal[] {
  return deals
    .filter(({ rep_id, team_id, created_on }) => {
      if (created_on !== null && created_on > asOf) return false;
      if (scope.kind === "everything") return true;
      return scope.kind === "rep" ? rep_id === scope.repId : team_id !== null && scope.teamIds.includes(team_id);
    })
    .map((deal) =>
      deal.closed_on !== null && deal.closed_on > asOf ? { ...deal, status: "OPEN", closed_on: null } : deal,
    );
}

export interface PlainStay {
  readonly place: number;
  readonly from: string;
  readonly to: string | null;
}

/** The stays of a deal in open stages, place 0 to 2, and how far it came. */
export function staysOf(deal: PlainDeal, asOf: string): { readonly stays: PlainStay[]; readonly reach: number } {
  const order = ["lead", "offer", "terms", "won", "lost"];
  const place = (stage: string) => order.indexOf(stage);
  const entries = deal.history
    .filter(({ entered_on }) => entered_on <= asOf)
    .map(({ stage, entered_on }) => ({ place: place(stage), day: entered_on }))
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.place - b.place));
  if (deal.history.length === 0 && place(deal.stage) < 3) {
    const isKnown = deal.stage === "lead" && deal.status === "OPEN" && deal.created_on !== null;
    const reach = deal.status === "WON" ? 3 : place(deal.stage);
    return { reach, stays: isKnown ? [{ place: 0, from: deal.created_on!, to: null }] : [] };
  }
  const stays = entries.map((entry, index) => ({
    place: entry.place,
    from: entry.day,
    to: entries[index + 1]?.day ?? deal.closed_on,
  }));
  const open = stays.filter((stay) => stay.place < 3);
  const furthest = Math.max(0, ...open.map((stay) => stay.place));
  return { stays: open, reach: deal.status === "WON" ? 3 : furthest };
}

export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + 86_400_000 * days).toISOString().slice(0, 10);
}

export function daysFrom(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

/** The linearly interpolated quantile, as `percentile_cont`; null of nothing. */
export function quantileOf(values: readonly number[], share: number): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)]!;
  return low + (sorted[Math.ceil(at)]! - low) * (at - Math.floor(at));
}
