import type { DecimalText, PayCompany, Person, Plan } from "@salesglass/core";
import type { Sql } from "../store/store.ts";

/** Who is paid and by what, as the record has it. Drafts of plans are not in force. */
export async function readPayCompany(sql: Pick<Sql, "query">): Promise<PayCompany> {
  const [company, teams, people, memberships, salaries, plans, assignments] = await Promise.all([
    sql.query<{ currency: string }>("select currency from public.company"),
    sql.query<{ id: number; parentId: number | null }>(
      'select id, parent_id as "parentId" from public.team order by id',
    ),
    sql.query<PersonRow>(
      `select id, team_id as team, coalesce(hired_on, date '0001-01-01')::text as "from", left_on::text as "to" from public.rep order by id`,
    ),
    sql.query<{ rep: number; team: number; role: "MEMBER" | "MANAGER"; from: string; to: string | null }>(
      `select rep_id as rep, team_id as team, role, starts_on::text as "from", ends_on::text as "to" from public.team_membership order by starts_on`,
    ),
    sql.query<{ rep: number; from: string; amount: DecimalText }>(
      `select rep_id as rep, starts_on::text as "from", amount::text from public.salary order by starts_on`,
    ),
    sql.query<{ document: Plan }>(
      "select document from public.plan_version where status = 'ACTIVE' order by plan, version",
    ),
    sql.query<{ plan: string; rep: string | null; team: string | null; from: string; to: string | null }>(
      `select plan, rep_id::text as rep, team_id::text as team, starts_on::text as "from", ends_on::text as "to" from public.plan_assignment order by id`,
    ),
  ]);
  const byRep = new Map<number, Mutable<Person>>(
    people.map(({ id, team, from, to }) => [
      id,
      { id, teamId: team, employed: { from, to }, memberships: [], salaries: [] },
    ]),
  );
  for (const { rep, ...membership } of memberships) byRep.get(rep)!.memberships.push(membership);
  for (const { rep, ...salary } of salaries) byRep.get(rep)!.salaries.push(salary);
  return {
    people: [...byRep.values()],
    teams,
    plans: plans.map(({ document }) => document),
    assignments: assignments.map(({ rep, team, ...one }) => ({
      ...one,
      ...(rep !== null && { rep }),
      ...(team !== null && { team }),
    })),
    currency: company[0]?.currency ?? "USD",
  };
}

type PersonRow = { id: number; team: number | null; from: string; to: string | null };

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };
