import {
  amountText,
  badInput,
  type Calendar,
  type DecimalText,
  lastTeam,
  minorPlaces,
  type PayCompany,
  type PayPeriod,
  rewardPlanId,
  sumOfAmounts,
} from "@salesglass/core";
import { lockWriters } from "../import/record-writes.ts";
import type { Sql } from "../store/store.ts";
import { awardHonours, type GivenHonour } from "./award-honours.ts";
import { type Due, dueStatements, type PayRecord } from "./due-statements.ts";
import { readPayCompany } from "./pay-company.ts";
import { closedPeriods, nextPeriod } from "./pay-periods.ts";
import { rowOf } from "./statement-rows.ts";

/** What closing a period did, or would do. */
export interface Closing {
  readonly period: PayPeriod;
  readonly dryRun: boolean;
  readonly statements: number;
  readonly total: DecimalText;
  /** Lines that correct earlier periods, and what they come to. */
  readonly adjustments: number;
  readonly adjusted: DecimalText;
  readonly currency: string;
  /** The honours that end with it. */
  readonly honours: readonly GivenHonour[];
}

/**
 * Closes a period: everybody's statements are kept as they are, with the hash of what they were reckoned from. Nothing of
 * them changes afterwards; what facts change later is adjusted in the next open period.
 *
 * @throws badInput for a period that is closed, isn't the next, or isn't over yet
 */
export async function closePeriod(
  record: PayRecord,
  period: PayPeriod,
  { actor, dryRun }: { readonly actor: string; readonly dryRun: boolean },
): Promise<Closing> {
  const { store, wholeWarehouse, calendar } = record;
  await checkNext(store, period, calendar);
  if (period.to >= calendar.today) {
    throw badInput(
      `period: ${period.key} ends on ${period.to}, expected a month that is over: its statements are drafts until then`,
    );
  }
  await wholeWarehouse.sync();
  const company = await readPayCompany(store);
  const due = await dueStatements(record, { period, company });
  const closing = closingOf(due, company, period, dryRun);
  if (dryRun) return { ...closing, honours: await honoursOf(record, period, { actor, dryRun }) };
  await store.transaction(async (sql) => {
    await lockWriters(sql);
    await sql.exec(
      "lock table public.pay_period, public.plan_version, public.plan_assignment in share row exclusive mode",
    );
    // Nobody else has closed it, and nobody has changed a plan, since it was looked at.
    await checkNext(sql, period, calendar);
    if (plansText(await readPayCompany(sql)) !== plansText(company)) {
      throw badInput(`period: plans or assignments were changed while ${period.key} was reckoned: close it again`);
    }
    await sql.query("select set_config('salesglass.actor', $1, true)", [actor]);
    await write(sql, period, due, actor);
  });
  return { ...closing, honours: await honoursOf(record, period, { actor, dryRun }) };
}

/** Gives the honours that end with a period, and what a process that was killed has left of the one before. */
async function honoursOf(
  { store, wholeWarehouse, calendar, catalog }: PayRecord,
  period: PayPeriod,
  { actor, dryRun }: { readonly actor: string; readonly dryRun: boolean },
): Promise<GivenHonour[]> {
  if (!dryRun) await wholeWarehouse.sync();
  const before = (await closedPeriods(store)).findLast(({ to }) => to < period.from);
  const closed = { from: before?.from ?? period.from, to: period.to };
  return awardHonours({ store, db: wholeWarehouse.db, calendar, catalog, actor, closed, dryRun });
}

async function checkNext(sql: Pick<Sql, "query">, period: PayPeriod, calendar: Calendar): Promise<void> {
  const [closed, next] = await Promise.all([closedPeriods(sql), nextPeriod(sql, calendar)]);
  const again = closed.find(({ key }) => key === period.key);
  if (again) {
    const when = again.closedAt.toISOString().slice(0, 10);
    throw badInput(
      `period: ${period.key} was closed on ${when} by ${again.closedBy}; corrections are made in ${next?.key}`,
    );
  }
  if (!next) throw badInput("period: nobody has been assigned to a plan yet: there is nothing to close");
  if (next.key !== period.key) {
    throw badInput(`period: ${period.key} can't be closed now, expected ${next.key}: periods are closed in order`);
  }
}

function closingOf(
  due: readonly Due[],
  { currency }: PayCompany,
  period: PayPeriod,
  dryRun: boolean,
): Omit<Closing, "honours"> {
  const places = minorPlaces(currency);
  const sum = (amounts: readonly DecimalText[]) => amountText(sumOfAmounts(amounts, places), places);
  const corrections = due.flatMap(({ lines }) => lines.filter(({ type }) => type === "ADJUSTMENT"));
  return {
    period,
    dryRun,
    statements: due.length,
    total: sum(due.map(({ total }) => total)),
    adjustments: corrections.length,
    adjusted: sum(corrections.map(({ amount }) => amount)),
    currency,
  };
}

function plansText({ plans, assignments }: PayCompany): string {
  return JSON.stringify([plans, assignments]);
}

/** Statements that one statement of SQL writes. */
const slice = 1_000;

async function write(sql: Sql, period: PayPeriod, due: readonly Due[], actor: string): Promise<void> {
  const [row] = await sql.query<{ id: number }>(
    "insert into public.pay_period (key, starts_on, ends_on, closed_by) values ($1, $2, $3, $4) returning id",
    [period.key, period.from, period.to, actor],
  );
  for (let start = 0; start < due.length; start += slice) {
    await writeSlice(sql, row!.id, period, due.slice(start, start + slice));
  }
  const used = new Map<string, readonly [string, number]>();
  for (const { lines } of due) {
    for (const { plan, version } of lines) if (plan !== rewardPlanId) used.set(`${plan} ${version}`, [plan, version]);
  }
  const versions = [...used.values()].map(([plan, version]) => ({ plan, version }));
  await sql.query(
    `update public.plan_version v set used_in = $1 from jsonb_to_recordset($2::jsonb) as u (plan text, version integer)
     where v.plan = u.plan and v.version = u.version and v.used_in is null`,
    [period.key, JSON.stringify(versions)],
  );
}

async function writeSlice(sql: Sql, periodId: number, period: PayPeriod, due: readonly Due[]): Promise<void> {
  const statements = due.map(({ person, total, inputHash, state }) => ({
    rep: person.id,
    team: lastTeam(person, period) ?? person.teamId,
    total,
    hash: inputHash,
    state,
  }));
  const ids = await sql.query<{ id: number; rep: number }>(
    `insert into public.statement (period_id, rep_id, team_id, total, input_hash, state)
     select $1, rep, team, total, hash, state
     from jsonb_to_recordset($2::jsonb) as s (rep integer, team integer, total numeric, hash text, state jsonb)
     returning id, rep_id as rep`,
    [periodId, JSON.stringify(statements)],
  );
  const idOf = new Map(ids.map(({ id, rep }) => [rep, id]));
  const lines = due.flatMap(({ person, lines: own }) =>
    own.map((line, index) => ({ statement: idOf.get(person.id), ...rowOf(line, index) })),
  );
  await sql.query(
    `insert into public.statement_line (statement_id, line, plan, version, component, kind, type, about, basis, rate, amount, detail)
     select * from jsonb_to_recordset($1::jsonb) as l (statement integer, line integer, plan text, version integer, component text,
       kind text, type text, about text, basis numeric, rate numeric, amount numeric, detail jsonb)`,
    [JSON.stringify(lines)],
  );
}
