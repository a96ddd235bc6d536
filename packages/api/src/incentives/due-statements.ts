import { createHash } from "node:crypto";
import {
  badInput,
  type Calendar,
  type Catalog,
  type ClosedStatement,
  type DueStatement,
  everything,
  factsText,
  type IncentiveState,
  noState,
  type PayCompany,
  type PayPeriod,
  type Person,
  type PersonPeriod,
  queryPayInputs,
  type StatementLine,
  settle,
} from "@salesglass/core";
import type { Store } from "../store/store.ts";
import type { WarehouseService } from "../warehouse/warehouse.ts";
import { readPayCompany } from "./pay-company.ts";
import { closedPeriods, firstPaidDay, payPeriodsBetween } from "./pay-periods.ts";
import { type LineRow, lineColumns, linesOf } from "./statement-rows.ts";

/** Where facts, plans and what was paid are. */
export interface PayRecord {
  readonly store: Store;
  readonly wholeWarehouse: WarehouseService;
  readonly calendar: Calendar;
  readonly catalog: Catalog;
}

/** What someone is owed for an open period by today's facts. */
export interface Due extends DueStatement {
  readonly person: Person;
  /** The plans and figures that it is reckoned from. */
  readonly plans: PersonPeriod["plans"];
  /** Of these, the hash. */
  readonly inputHash: string;
}

export interface DueQuestion {
  readonly period: PayPeriod;
  /** Whose; everybody's unless given. */
  readonly people?: readonly number[] | undefined;
  /** Plans and assignments; those of the record unless given. */
  readonly company?: PayCompany | undefined;
}

/**
 * What is owed for an open period, with the adjustments of closed ones in the first that is open. Who is owed nothing,
 * and had nothing to be judged by, is left out.
 *
 * @throws badInput for a period that is closed, or lies before the first or after today
 */
export async function dueStatements(record: PayRecord, question: DueQuestion): Promise<Due[]> {
  const { store, wholeWarehouse, calendar, catalog } = record;
  const { period, people } = question;
  const [company, closed, first] = await Promise.all([
    question.company ?? readPayCompany(store),
    closedPeriods(store),
    firstPaidDay(store),
  ]);
  if (closed.some(({ key }) => key === period.key)) throw badInput(`period: ${period.key} is closed`);
  if (period.from > calendar.today) throw badInput(`period: ${period.key} has not begun yet`);
  if (first === null || period.to < first) return [];
  const periods = payPeriodsBetween(first, period.to, calendar);
  const inputs = await queryPayInputs(wholeWarehouse.db, everything, company, { periods, people, calendar, catalog });
  const byPerson = new Map<number, Map<string, PersonPeriod>>();
  for (const one of inputs) {
    const own = byPerson.get(one.person.id) ?? new Map<string, PersonPeriod>();
    byPerson.set(one.person.id, own.set(one.period.key, one));
  }
  const paid = await paidStatements(
    store,
    people,
    closed.map(({ key }) => key),
    byPerson,
  );
  const open = periods.slice(closed.length);
  return company.people.flatMap((person): Due[] => {
    const own = byPerson.get(person.id);
    const before = paid(person.id);
    if (!own && before.every(({ lines }) => lines.length === 0)) return [];
    const statements = settle([...(own?.values() ?? [])], before, open, company.currency);
    const due = statements.at(-1)!;
    const plans = own?.get(period.key)?.plans ?? [];
    if (plans.length === 0 && due.lines.length === 0) return [];
    return [{ ...due, person, plans, inputHash: hashOf(plans) }];
  });
}

function hashOf(plans: PersonPeriod["plans"]): string {
  return createHash("sha256").update(factsText(plans)).digest("hex");
}

/**
 * What people were paid for the closed periods. Lines and states are read for those only whose facts have changed since,
 * or who had adjustments; of all others the last state is enough.
 */
async function paidStatements(
  store: Store,
  people: readonly number[] | undefined,
  closed: readonly string[],
  inputs: ReadonlyMap<number, ReadonlyMap<string, PersonPeriod>>,
): Promise<(person: number) => ClosedStatement[]> {
  if (closed.length === 0) return () => [];
  const whose = people ? "and s.rep_id = any ($1::integer[])" : "and $1::integer[] is null";
  const asked = people ? [...people] : null;
  const hashes = await store.query<{ rep: number; period: string; hash: string; adjusted: boolean }>(
    `select s.rep_id as rep, p.key as period, s.input_hash as hash,
       exists (select from public.statement_line l where l.statement_id = s.id and l.type = 'ADJUSTMENT') as adjusted
     from public.statement s join public.pay_period p on p.id = s.period_id where true ${whose}`,
    [asked],
  );
  const known = new Map<number, Map<string, string>>();
  const looked = new Set<number>();
  for (const { rep, period, hash, adjusted } of hashes) {
    const own = known.get(rep) ?? new Map<string, string>();
    known.set(rep, own.set(period, hash));
    if (adjusted) looked.add(rep);
  }
  const nothing = hashOf([]);
  const holds = (rep: number, period: string) =>
    (known.get(rep)?.get(period) ?? nothing) === hashOf(inputs.get(rep)?.get(period)?.plans ?? []);
  const everyone = new Set([...known.keys(), ...inputs.keys()]);
  const changed = new Set<number>();
  for (const rep of everyone) if (closed.some((period) => !holds(rep, period))) changed.add(rep);
  const whole = [...new Set([...looked, ...changed])];
  const [states, lines] = await Promise.all([
    store.query<{ rep: number; period: string; state: IncentiveState }>(
      `select s.rep_id as rep, p.key as period, s.state from public.statement s join public.pay_period p on p.id = s.period_id
       where (s.rep_id = any ($2::integer[]) or not exists (select from public.statement n join public.pay_period q on q.id = n.period_id
         where n.rep_id = s.rep_id and q.starts_on > p.starts_on)) ${whose}`,
      [asked, whole],
    ),
    store.query<LineRow & { rep: number; period: string }>(
      `select s.rep_id as rep, p.key as period, ${lineColumns} from public.statement_line l
       join public.statement s on s.id = l.statement_id join public.pay_period p on p.id = s.period_id
       where s.rep_id = any ($1::integer[]) order by s.rep_id, p.starts_on, l.line`,
      [whole],
    ),
  ]);
  const stateOf = new Map(states.map(({ rep, period, state }) => [`${rep} ${period}`, state]));
  const lineRows = new Map<string, StatementLine[]>();
  for (const { rep, period, ...row } of lines) {
    const key = `${rep} ${period}`;
    lineRows.set(key, [...(lineRows.get(key) ?? []), ...linesOf([row])]);
  }
  return (rep) => {
    let state: IncentiveState = noState;
    return closed.map((key) => {
      state = stateOf.get(`${rep} ${key}`) ?? state;
      const period = inputs.get(rep)?.get(key)?.period ?? { key, from: `${key}-01`, to: `${key}-01` };
      return { period, lines: lineRows.get(`${rep} ${key}`) ?? [], state, holds: !changed.has(rep) || holds(rep, key) };
    });
  };
}
