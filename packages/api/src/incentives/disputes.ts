import { badInput } from "@salesglass/core";
import type { Sql, Store } from "../store/store.ts";

/** What is said about a line of a closed statement. */
export interface LineReference {
  /** The statement's rep, period, and the number of the line. */
  readonly rep: number;
  readonly period: string;
  readonly line: number;
}

/**
 * Notes what a rep says against a line of a closed statement.
 *
 * @throws badInput for a statement that isn't closed, a line that it doesn't have, and a line that is disputed already
 */
export async function openDispute(
  store: Store,
  { rep, period, line }: LineReference,
  reason: string,
  actor: string,
): Promise<void> {
  if (reason.trim() === "") throw badInput("reason: is empty, expected what is wrong with the line");
  if (reason.length > maximalLength)
    throw badInput(`reason: has ${reason.length} characters, expected at most ${maximalLength}`);
  await store.transaction(async (sql) => {
    await sql.query("select set_config('salesglass.actor', $1, true)", [actor]);
    const [found] = await sql.query<{ id: number | null; lines: number; open: boolean }>(
      `select l.id, (select count(*)::integer from public.statement_line n where n.statement_id = s.id) as lines,
         exists (select from public.dispute d where d.line_id = l.id and d.status = 'OPEN') as open
       from public.statement s join public.pay_period p on p.id = s.period_id
       left join public.statement_line l on l.statement_id = s.id and l.line = $3 where s.rep_id = $1 and p.key = $2`,
      [rep, period, line],
    );
    if (!found)
      throw badInput(`statement: that of ${period} isn't closed, expected a closed one: a draft can still change`);
    if (found.id === null) throw badInput(`line: ${line} is none, expected 1 to ${found.lines}`);
    if (found.open) throw badInput(`line: ${line} is disputed already, and not answered yet`);
    await sql.query("insert into public.dispute (line_id, reason, opened_by) values ($1, $2, $3)", [
      found.id,
      reason.trim(),
      actor,
    ]);
  });
}

const maximalLength = 2_000;

/**
 * Answers a dispute, once. What is accepted is corrected by correcting facts or plans, or by what the next period pays.
 *
 * @throws badInput for a dispute that is none, or was answered
 */
export async function answerDispute(
  store: Store,
  id: number,
  { accepted, answer, actor, mayAnswer }: DisputeAnswer,
): Promise<void> {
  if (answer.trim() === "") throw badInput("answer: is empty, expected what you say to it");
  if (answer.length > maximalLength)
    throw badInput(`answer: has ${answer.length} characters, expected at most ${maximalLength}`);
  await store.transaction(async (sql) => {
    await sql.query("select set_config('salesglass.actor', $1, true)", [actor]);
    const found = await disputed(sql, id);
    if (!found || !mayAnswer(found))
      throw badInput("dispute: there is none with this id among those that you may answer");
    if (found.status !== "OPEN") throw badInput(`dispute: was answered by ${found.answeredBy} already`);
    await sql.query(
      "update public.dispute set status = $2::public.dispute_status, answer = $3, answered_at = now(), answered_by = $4 where id = $1",
      [id, accepted ? "ACCEPTED" : "REJECTED", answer.trim(), actor],
    );
  });
}

interface DisputeAnswer {
  readonly accepted: boolean;
  readonly answer: string;
  readonly actor: string;
  /** Whether the answerer may see whose statement it is, and is not the one whose it is. */
  readonly mayAnswer: (statement: { readonly rep: number; readonly team: number | null }) => boolean;
}

interface Disputed extends Record<string, unknown> {
  readonly rep: number;
  readonly team: number | null;
  readonly status: string;
  readonly answeredBy: string | null;
}

async function disputed(sql: Sql, id: number): Promise<Disputed | undefined> {
  const rows = await sql.query<Disputed>(
    `select s.rep_id as rep, s.team_id as team, d.status::text as status, d.answered_by as "answeredBy"
     from public.dispute d join public.statement_line l on l.id = d.line_id join public.statement s on s.id = l.statement_id
     where d.id = $1 for update of d`,
    [id],
  );
  return rows[0];
}
