import {
  badInput,
  type ClosedRange,
  type DecimalText,
  DomainError,
  lastTeam,
  minorPlaces,
  type PayCompany,
  type PayPeriod,
  type Scope,
  type StatementLine,
} from "@salesglass/core";
import DataLoader from "dataloader";
import { ownInScopeSql } from "../modules/record-scope.ts";
import { type Due, dueStatements, type PayRecord } from "./due-statements.ts";
import { readPayCompany } from "./pay-company.ts";
import { type LineRow, lineColumns, linesOf } from "./statement-rows.ts";

/** A statement as it is answered: a draft that follows from today's facts, or what was paid. */
export interface StatementView {
  readonly repId: number;
  readonly teamId: number | null;
  readonly period: PayPeriod;
  readonly status: "DRAFT" | "CLOSED" | "APPROVED";
  readonly total: DecimalText;
  readonly currency: string;
  readonly inputHash: string;
  readonly closed: Closed | null;
  readonly lines: () => Promise<LineView[]>;
  /** Of a draft, what it was reckoned from. */
  readonly due: Due | null;
}

interface Closed {
  /** In the record. */
  readonly id: number;
  readonly at: Date;
  readonly by: string;
  readonly approvedAt: Date | null;
  readonly approvedBy: string | null;
}

/** A line, with its place in the statement and, of a closed one, in the record. */
export interface LineView extends StatementLine {
  readonly number: number;
  readonly id: number | null;
  readonly statement: StatementView;
}

/**
 * The statements of a period that a viewer may see, by the names of those whose they are: a rep's own, a manager's those
 * of who is in their teams at its end. What a draft is reckoned from may be more than its viewer sees.
 *
 * @param reps only theirs
 */
export async function statementsOf(
  record: PayRecord,
  scope: Scope,
  period: PayPeriod,
  reps?: readonly number[],
): Promise<StatementView[]> {
  const [row] = await record.store.query<ClosedRow>(
    `select id, closed_at::text as at, closed_by as by from public.pay_period where key = $1`,
    [period.key],
  );
  const views = row
    ? await closedViews(record, scope, period, row, reps)
    : await draftViews(record, scope, period, reps);
  return inOrderOfNames(record, views);
}

interface ClosedRow extends Record<string, unknown> {
  readonly id: number;
  readonly at: string;
  readonly by: string;
}

async function closedViews(
  { store }: PayRecord,
  scope: Scope,
  period: PayPeriod,
  { id, at, by }: ClosedRow,
  reps: readonly number[] | undefined,
): Promise<StatementView[]> {
  const currency = await currencyOf(store);
  const rows = await store.query<{
    id: number;
    rep: number;
    team: number | null;
    total: string;
    hash: string;
    approvedAt: string | null;
    approvedBy: string | null;
  }>(
    `select s.id, s.rep_id as rep, s.team_id as team, s.total::text, s.input_hash as hash, s.approved_at::text as "approvedAt",
       s.approved_by as "approvedBy" from public.statement s
     where s.period_id = $1 and ${ownInScopeSql(scope, "s")} and ($2::integer[] is null or s.rep_id = any ($2::integer[]))`,
    [id, reps ? [...reps] : null],
  );
  const loader = new DataLoader(async (ids: readonly number[]) => {
    const lines = await store.query<LineRow & { statement: number }>(
      `select l.statement_id as statement, ${lineColumns} from public.statement_line l
       where l.statement_id = any ($1::integer[]) order by l.statement_id, l.line`,
      [[...ids]],
    );
    const byStatement = new Map<number, LineRow[]>(ids.map((one) => [one, []]));
    for (const { statement, ...line } of lines) byStatement.get(statement)!.push(line);
    return ids.map((one) => byStatement.get(one)!);
  });
  return rows.map((row): StatementView => {
    const approvedAt = row.approvedAt === null ? null : new Date(row.approvedAt);
    const view: StatementView = {
      repId: row.rep,
      teamId: row.team,
      period,
      status: approvedAt ? "APPROVED" : "CLOSED",
      total: minorText(row.total, currency),
      currency,
      inputHash: row.hash,
      closed: { id: row.id, at: new Date(at), by, approvedAt, approvedBy: row.approvedBy },
      due: null,
      lines: async () => {
        const lines = await loader.load(row.id);
        return linesOf(lines).map((line, index) => ({
          ...line,
          number: lines[index]!.line,
          id: lines[index]!.id,
          statement: view,
        }));
      },
    };
    return view;
  });
}

async function draftViews(
  record: PayRecord,
  scope: Scope,
  period: PayPeriod,
  reps: readonly number[] | undefined,
): Promise<StatementView[]> {
  const company = await readPayCompany(record.store);
  const teamAt = teamsAt(company, period);
  const people = company.people
    .filter(({ id }) => !reps || reps.includes(id))
    .filter(({ id }) => isSeen(scope, id, teamAt.get(id) ?? null))
    .map(({ id }) => id);
  const due = await dueStatements(record, {
    period,
    company,
    people: people.length === company.people.length ? undefined : people,
  });
  return due.map((one): StatementView => {
    const view: StatementView = {
      repId: one.person.id,
      teamId: teamAt.get(one.person.id) ?? null,
      period,
      status: "DRAFT",
      total: one.total,
      currency: company.currency,
      inputHash: one.inputHash,
      closed: null,
      due: one,
      lines: async () => one.lines.map((line, index) => ({ ...line, number: index + 1, id: null, statement: view })),
    };
    return view;
  });
}

/** The team that each person is in at the end of some days. */
function teamsAt({ people }: PayCompany, days: ClosedRange): Map<number, number | null> {
  return new Map(people.map((person) => [person.id, lastTeam(person, days) ?? person.teamId]));
}

/** Whose statements a viewer may see, by their teams at the end of some days. */
export async function visiblePeople(record: PayRecord, scope: Scope, days: ClosedRange): Promise<number[]> {
  const teams = teamsAt(await readPayCompany(record.store), days);
  return [...teams].filter(([rep, team]) => isSeen(scope, rep, team)).map(([rep]) => rep);
}

/** Whether someone's statement is in a scope. */
export function isSeen(scope: Scope, rep: number, team: number | null): boolean {
  if (scope.kind === "everything") return true;
  return scope.kind === "rep" ? scope.repId === rep : team !== null && scope.teamIds.includes(team);
}

async function inOrderOfNames({ store }: PayRecord, views: StatementView[]): Promise<StatementView[]> {
  const names = await store.query<{ id: number; place: string }>(
    `select id, row_number() over (order by name collate "C", id) as place from public.rep`,
  );
  const places = new Map(names.map(({ id, place }) => [id, Number(place)]));
  return views.sort((a, b) => places.get(a.repId)! - places.get(b.repId)!);
}

async function currencyOf(store: PayRecord["store"]): Promise<string> {
  const [row] = await store.query<{ currency: string }>("select currency from public.company");
  return row?.currency ?? "USD";
}

/** An amount of the record, which has four places, in those of its currency. */
function minorText(amount: string, currency: string): DecimalText {
  const places = minorPlaces(currency);
  const [whole, fraction = ""] = amount.split(".");
  return places === 0 ? whole! : `${whole}.${fraction.padEnd(places, "0").slice(0, places)}`;
}

/**
 * A manager approves statements of a closed period. What was approved stays so.
 *
 * @throws badInput where the period isn't closed, or one of the reps has no statement that the viewer may see
 */
export async function approveStatements(
  record: PayRecord,
  scope: Scope,
  {
    period,
    reps,
    actor,
    self,
  }: {
    readonly period: PayPeriod;
    readonly reps: readonly number[] | undefined;
    readonly actor: string;
    /** Who approves, as a rep: what one is paid oneself is for another to approve. */
    readonly self: number | undefined;
  },
): Promise<number> {
  if (self !== undefined && reps?.includes(self)) {
    throw new DomainError("FORBIDDEN", "reps: your own statement is for another to approve");
  }
  const [closed] = await record.store.query("select from public.pay_period where key = $1", [period.key]);
  if (!closed) throw badInput(`period: ${period.key} isn't closed: its statements are drafts, which can still change`);
  const views = await statementsOf(record, scope, period, reps);
  const missing = reps?.filter((rep) => !views.some(({ repId }) => repId === rep)) ?? [];
  if (missing.length > 0)
    throw badInput(`reps: ${missing.length} of them have no statement of ${period.key} that you may approve`);
  const ids = views.flatMap(({ status, closed, repId }) => (status === "CLOSED" && repId !== self ? [closed!.id] : []));
  await record.store.transaction(async (sql) => {
    await sql.query("select set_config('salesglass.actor', $1, true)", [actor]);
    await sql.query(
      "update public.statement set approved_at = now(), approved_by = $2 where id = any ($1::integer[]) and approved_at is null",
      [ids, actor],
    );
  });
  return ids.length;
}
