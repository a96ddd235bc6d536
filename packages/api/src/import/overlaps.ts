import { reject } from "./check-rows.ts";
import type { ImportTableName } from "./column-types.ts";
import type { Duck } from "./duck.ts";

/** Of what may be only one at a time, and for whom. */
interface OneAtATime {
  /** The columns that are the same of two rows that may not share a day. */
  readonly same: readonly string[];
  /** Which rows matter, in SQL. */
  readonly where: string;
  /** What such a row is, in a message. */
  readonly what: string;
}

const ranges: Partial<Record<ImportTableName, readonly OneAtATime[]>> = {
  memberships: [
    {
      same: ["rep_id"],
      where: "role = 'MEMBER'",
      what: "a membership of the same rep: one is a member of one team at a time",
    },
    { same: ["rep_id", "team_id"], where: "role = 'MANAGER'", what: "the same rep managing the same team" },
  ],
  assignments: [
    {
      same: ["rep_id"],
      where: "rep_id is not null",
      what: "an assignment of the same rep: one is on one plan at a time",
    },
    {
      same: ["team_id"],
      where: "team_id is not null",
      what: "an assignment of the same team: it is on one plan at a time",
    },
  ],
};

/** Rejects rows whose days run into those of another row, of the input or of the record, and assignments of nobody. */
export async function rejectOverlaps(duck: Duck, name: ImportTableName): Promise<void> {
  if (name === "assignments") {
    await reject(
      duck,
      name,
      `select _row, 'rep', null::varchar, case when rep_id is null then 'is empty, and so is team' else 'is given, and so is team' end
         || ': an assignment is that of a rep or of a team' from whole_assignments where (rep_id is null) = (team_id is null)`,
    );
  }
  if (name === "salaries") {
    await rejectPairs(
      duck,
      name,
      { same: ["rep_id", "starts_on"], where: "true", what: "another salary of the same rep from the same day" },
      "true",
    );
  }
  for (const one of ranges[name] ?? []) {
    await rejectPairs(
      duck,
      name,
      one,
      "t.starts_on <= coalesce(o.ends_on, date '9999-12-31') and o.starts_on <= coalesce(t.ends_on, date '9999-12-31')",
    );
  }
}

async function rejectPairs(
  duck: Duck,
  name: ImportTableName,
  { same, where, what }: OneAtATime,
  meet: string,
): Promise<void> {
  const all = `(select * from (
    select _row, id as key, * exclude (_row, id) from whole_${name}
    union all by name select null::bigint as _row, external_id as key, * exclude (id, external_id) from old_${name}
      where external_id not in (select id from whole_${name})) as every where ${where})`;
  const days =
    name === "salaries" ? "''" : "', from ' || o.starts_on || coalesce(' to ' || o.ends_on, ' without an end')";
  await reject(
    duck,
    name,
    `select t._row, 'starts_on', any_value(t.starts_on::varchar), any_value('runs into "' || o.key || '", ${what.replaceAll("'", "''")}' || ${days} order by o.key)
     from ${all} as t join ${all} as o on o.key <> t.key and ${same.map((column) => `o.${column} = t.${column}`).join(" and ")} and ${meet}
     where t._row is not null group by t._row`,
  );
}
