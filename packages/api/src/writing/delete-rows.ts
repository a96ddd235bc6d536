import type { Scope } from "@salesglass/core";
import type { ImportTable, ImportTableName } from "../import/column-types.ts";
import { companyOnly, ownership } from "../import/ownership.ts";
import { lockWriters } from "../import/record-writes.ts";
import { customersInScopeSql, ownInScopeSql, staffInScopeSql } from "../modules/record-scope.ts";
import type { Sql } from "../store/store.ts";
import { type InputFault, InvalidInput } from "./invalid-input.ts";
import { checkCount, type Writer, type WrittenRow } from "./write-rows.ts";

/**
 * Deletes rows of one table by their external ids, in one transaction: all or nothing. What isn't there, or isn't within
 * the writer's scope, counts as unchanged.
 *
 * @param argument the name of the list, for the paths of faults
 * @throws InvalidInput with every row that can't be deleted, since others refer to it: a customer with orders, deals or
 *   referrals, a course that somebody is enrolled in
 */
export async function deleteRows(
  { store, actor, scope }: Pick<Writer, "store" | "actor" | "scope">,
  table: ImportTable,
  externalIds: readonly string[],
  { dryRun, argument = "externalIds" }: { dryRun: boolean; argument?: string },
): Promise<WrittenRow[]> {
  checkCount(argument, externalIds.length);
  const keys = externalIds.map((key) => key.trim());
  const by = ownership(table.name);
  if (by === "company" && scope.kind !== "everything") {
    throw new InvalidInput(keys.map((value, n) => ({ path: `${argument}[${n}]`, value, message: companyOnly })));
  }
  return store.transaction(async (sql) => {
    await lockWriters(sql);
    await sql.query("select set_config('salesglass.actor', $1, true)", [actor]);
    const { record } = table;
    const [join, seen] = seenBy(scope, table);
    const found = await sql.query<{ id: number; key: string }>(
      `select t.id, t.external_id as key from public.${record} t ${join}
       where t.external_id in (select json_array_elements_text($1::json)) and ${seen}
       order by t.id for update of t`,
      [JSON.stringify(keys)],
    );
    const ids = new Map(found.map(({ key, id }) => [key, id]));
    await refuseReferred(sql, table, keys, ids, argument);
    if (!dryRun) {
      const all = JSON.stringify([...ids.values()]);
      await sql.query(`delete from public.${record} where id in (select json_array_elements_text($1::json)::integer)`, [
        all,
      ]);
    }
    return keys.map((key, index) => {
      const id = ids.get(key) ?? null;
      const again = keys.indexOf(key) < index;
      return { externalId: key, id, outcome: id === null || again ? "UNCHANGED" : "DELETED" };
    });
  });
}

/** What rows are joined with, and the condition on which of them the writer may delete. */
function seenBy(scope: Scope, { name }: ImportTable): [join: string, seen: string] {
  switch (ownership(name)) {
    case "company":
      return ["", "true"];
    case "own":
      return ["", ownInScopeSql(scope, "t")];
    case "rep":
      return ["join public.rep r on r.id = t.rep_id", staffInScopeSql(scope, "r")];
    case "customer": {
      const id = name === "customers" ? "id" : "customer_id";
      return [`join public.customer c on c.id = t.${id}`, customersInScopeSql(scope, "c")];
    }
  }
}

/** What refers to rows and keeps them from being deleted, as counts over the row `t`; and what helps instead. */
const referring: Partial<Record<ImportTableName, { counts: Readonly<Record<string, string>>; advice: string }>> = {
  customers: {
    counts: {
      orders: "from public.sales_order o where o.customer_id = t.id",
      deals: "from public.opportunity o where o.customer_id = t.id",
      referrals: "from public.customer r where r.referred_by_id = t.id",
    },
    advice: "eraseCustomer makes the person unknown and keeps what was sold",
  },
  courses: {
    counts: {
      enrolments: "from public.enrolment e where e.course_id = t.id",
      levels: "from public.career_level l where t.external_id = any (string_to_array(l.courses, '|'))",
    },
    advice: "delete these first",
  },
  pipeline_stages: {
    counts: {
      deals: "from public.opportunity o where o.stage = t.external_id",
      days: "from public.opportunity_stage s where s.stage = t.external_id",
    },
    advice: "move the deals to another stage first",
  },
  career_levels: {
    counts: { steps: "from public.career_step s where s.level_id = t.id" },
    advice: "delete these first",
  },
  honour_rules: {
    counts: { awards: "from public.honour_award a where a.rule_id = t.id" },
    advice: "endsOn ends it and keeps what was given",
  },
  openings: {
    counts: { candidates: "from public.candidate c where c.opening_id = t.id" },
    advice: "closedOn ends it and keeps who applied",
  },
  indicators: {
    counts: { values: "from public.indicator_value v where v.series_id = t.id" },
    advice: "delete these first",
  },
  competitors: {
    counts: {
      figures: "from public.competitor_figure f where f.competitor_id = t.id",
      moves: "from public.competitor_move m where m.competitor_id = t.id",
    },
    advice: "delete these first",
  },
};

async function refuseReferred(
  sql: Sql,
  { name, noun, record }: ImportTable,
  keys: readonly string[],
  ids: ReadonlyMap<string, number>,
  argument: string,
): Promise<void> {
  const referred = referring[name];
  if (!referred) return;
  const counts = Object.entries(referred.counts).map(([what, from]) => `(select count(*)::integer ${from}) as ${what}`);
  const rows = await sql.query<{ id: number } & Record<string, number>>(
    `select t.id, ${counts.join(", ")} from public.${record} t
     where t.id in (select json_array_elements_text($1::json)::integer)`,
    [JSON.stringify([...ids.values()])],
  );
  const held = new Map(
    rows.map(({ id, ...found }) => [
      id,
      Object.entries(found)
        .filter(([, count]) => count > 0)
        .map(([what, count]) => `${count} ${what}`),
    ]),
  );
  const faults = keys.flatMap((key, index): InputFault[] => {
    const has = held.get(ids.get(key) ?? -1) ?? [];
    if (has.length === 0) return [];
    const message = `can't be deleted: the ${noun} has ${has.join(", ")}; ${referred.advice}`;
    return [{ path: `${argument}[${index}]`, value: key, message }];
  });
  if (faults.length > 0) throw new InvalidInput(faults);
}
