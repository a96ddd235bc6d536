import type { Calendar, CohortQuestion, MetricFilter, Scope } from "@salesglass/core";
import { bucketsOf, indexOf, startOf } from "./calendar.ts";
import type { Company } from "./company.ts";
import { dayOf, moveMonths, numberOf } from "./days.ts";
import { emptyBag } from "./facts.ts";
import { meets } from "./filters.ts";
import { exact } from "./quantity.ts";
import { type SeenCompany, seenBy } from "./scope.ts";
import { segmentsAt } from "./segments.ts";
import { sourcesOf } from "./sources.ts";

/** Who follows whom and when, by going through the rows; each has the meaning that core gives to the same name. */

export function naiveActivity(company: Company, scope: Scope, asOf: string) {
  const seen = seenBy(company, scope);
  const until = numberOf(asOf);
  const days = purchaseDays(linesOf(company, seen, {}), until);
  const usual = new Map([...days].map(([id, own]) => [id, median(gapsOf(own))] as const));
  const typical = median([...usual.values()].filter((gap) => gap !== null));
  return company.customer
    .filter(({ id, anonymous }) => !anonymous && isSeen(company, seen, scope, id))
    .filter(({ id, acquired_on }) => days.has(id) || acquired_on === null || numberOf(acquired_on) <= until)
    .map(({ id }) => {
      const last = days.get(id)?.at(-1);
      if (last === undefined) return { customerId: id, state: "PROSPECT", purchaseDays: 0, usualGapDays: null };
      const gap = usual.get(id) ?? typical;
      const times = gap === null ? 0 : (until - last) / gap;
      const state = times > 4 ? "LOST" : times > 2 ? "DORMANT" : times > 1 ? "COOLING" : "ACTIVE";
      return { customerId: id, state, purchaseDays: days.get(id)!.length, usualGapDays: gap };
    });
}

/** Values and sizes of cohorts by the cohort's and the step's first days. */
export function naiveCohorts(company: Company, scope: Scope, question: Omit<CohortQuestion, "catalog">) {
  const { calendar, grain, measure, period, where = {} } = question;
  const seen = seenBy(company, scope);
  const until = Math.min(numberOf(calendar.today), numberOf(question.asOf ?? calendar.today));
  const lines = linesOf(company, seen, where, until).filter(({ day }) => day <= until);
  const stepOf = (day: number) => startOf(day, grain, calendar);
  const first = stepOf(numberOf(period.from));
  const steps = bucketsOf(grain, calendar).filter((start) => first <= start && start <= until);
  const founding = steps.filter((start) => start <= numberOf(period.to));
  const everFirst = new Map([...purchaseDays(linesOf(company, seen, {}), Infinity)].map(([id, own]) => [id, own[0]!]));
  return founding.map((cohort) => {
    const within = lines.filter(({ day, row }) => row.order_net > 0 && stepOf(day) === cohort);
    const members = new Set(
      within
        .map(({ row }) => row.customer_id)
        .filter((id) => everFirst.has(id) && stepOf(everFirst.get(id)!) === cohort),
    );
    const values = steps.slice(indexOf(cohort, steps)).map((step) => {
      const own = lines.filter(({ day, row }) => members.has(row.customer_id) && stepOf(day) === step);
      const bought = own.filter(({ row }) => row.order_net > 0);
      if (measure === "CUSTOMERS") return new Set(bought.map(({ row }) => row.customer_id)).size;
      if (measure === "ORDERS") return new Set(bought.map(({ row }) => row.order_id)).size;
      return Number(own.reduce((sum, { row }) => sum + exact(row.net_amount), 0n)) / 10_000;
    });
    return { cohort: dayOf(cohort), size: members.size, values };
  });
}

/** How many moved, by the segments of both days. */
export function naiveMovement(company: Company, scope: Scope, from: string, asOf: string): Record<string, number> {
  const seen = seenBy(company, scope);
  const [before, now] = [segmentsAt(seen, numberOf(from)), segmentsAt(seen, numberOf(asOf))];
  const moves: Record<string, number> = {};
  for (const id of new Set([...before.keys(), ...now.keys()])) {
    const move = `${before.get(id) ?? "none"} ${now.get(id) ?? "none"}`;
    moves[move] = (moves[move] ?? 0) + 1;
  }
  return moves;
}

/** Every gap that ends in the days, ascending. */
export function naiveGaps(company: Company, scope: Scope, where: MetricFilter, from: string, to: string): number[] {
  const days = purchaseDays(linesOf(company, seenBy(company, scope), where, numberOf(to)), numberOf(to));
  return [...days.values()]
    .flatMap((own) => own.slice(1).map((day, index) => ({ day, gap: day - own[index]! })))
    .filter(({ day }) => day >= numberOf(from))
    .map(({ gap }) => gap)
    .sort((one, other) => one - other);
}

/** Acquired customers by who referred them, with what they have spent by the last day. */
export function naiveReferrals(company: Company, scope: Scope, from: string, to: string) {
  const seen = seenBy(company, scope);
  return seen.prospects
    .filter(({ acquired_on }) => acquired_on !== null && from <= acquired_on && acquired_on <= to)
    .map(({ id, referred_by_id }) => {
      const own = seen.sale.filter((line) => line.customer_id === id && line.day <= to);
      const converted = own.some(({ order_net }) => order_net > 0);
      const spent = converted ? Number(own.reduce((sum, { net_amount }) => sum + exact(net_amount), 0n)) / 10_000 : 0;
      const isSeenReferrer = referred_by_id !== null && isSeen(company, seen, scope, referred_by_id);
      return { referredBy: referred_by_id, isSeenReferrer, converted, spent };
    });
}

/** The linearly interpolated quantile. */
export function quantileOf(sorted: readonly number[], share: number): number | null {
  if (sorted.length === 0) return null;
  const place = (sorted.length - 1) * share;
  const low = sorted[Math.floor(place)]!;
  return low + (sorted[Math.ceil(place)]! - low) * (place - Math.floor(place));
}

function median(values: readonly number[]): number | null {
  return quantileOf(
    [...values].sort((one, other) => one - other),
    0.5,
  );
}

function gapsOf(days: readonly number[]): number[] {
  return days.slice(1).map((day, index) => day - days[index]!);
}

type Line = { readonly day: number; readonly row: Company["sale"][number]; readonly isKnown: boolean };

/** The order lines that meet a filter, with the day as a number. */
function linesOf(company: Company, seen: SeenCompany, where: MetricFilter, segmentDay = 0): Line[] {
  const segments = where.segment ? segmentsAt(seen, segmentDay) : new Map<number, string>();
  return sourcesOf(seen, segments).sale.flatMap(({ day, attributes, put }) => {
    if (!meets(where, attributes, {}, company)) return [];
    const bag = emptyBag();
    put(bag, { start: 0, until: 0 });
    const { row, buyer } = bag.sale[0]!;
    return [{ day: day!, row, isKnown: buyer !== undefined }];
  });
}

/** The days on which each known customer bought, ascending. */
function purchaseDays(lines: readonly Line[], until: number): Map<number, number[]> {
  const days = new Map<number, Set<number>>();
  for (const { day, row, isKnown } of lines) {
    if (!isKnown || row.order_net <= 0 || day > until) continue;
    days.set(row.customer_id, (days.get(row.customer_id) ?? new Set()).add(day));
  }
  return new Map([...days].map(([id, own]) => [id, [...own].sort((one, other) => one - other)]));
}

/** In the care of the scope's reps, or sold to by them. */
function isSeen(company: Company, seen: SeenCompany, scope: Scope, id: number): boolean {
  const inCare = scope.kind === "everything" || seenOwner(company, scope, id);
  return inCare || seen.sale.some(({ customer_id }) => customer_id === id);
}

function seenOwner(company: Company, scope: Scope, id: number): boolean {
  const owner = company.customer.find((customer) => customer.id === id)?.owner_id ?? null;
  if (scope.kind === "rep") return owner === scope.repId;
  const team = company.rep.find((rep) => rep.id === owner)?.team_id ?? null;
  return scope.kind === "teams" && team !== null && scope.teamIds.includes(team);
}

/** A calendar and a day to look from. */
export function daysBefore(calendar: Calendar, months: number): string {
  return dayOf(moveMonths(numberOf(calendar.today), -months));
}
