import { reject } from "./check-rows.ts";
import type { ImportTable } from "./column-types.ts";
import type { Duck } from "./duck.ts";

/** Rejects rows with a key of their own that contradict other facts. */
export async function rejectByRecord(duck: Duck, table: ImportTable, columns: readonly string[]): Promise<void> {
  if (table.name === "opportunities") await rejectClosedBeforeStage(duck, columns);
  if (table.name !== "survey_responses" || !columns.includes("order")) return;
  const joined = `typed_survey_responses t join ref_orders r on r.key = t."order" join now_orders n on n.id = r.id`;
  await reject(
    duck,
    table.name,
    `select t._row, 'responded_on', t.responded_on::varchar, 'is before the order''s day (' || n.day || ')' from ${joined} where t.responded_on < n.day`,
  );
  await reject(
    duck,
    table.name,
    `select t._row, 'order', t."order", 'is an order of another customer than "' || t.customer || '"' from ${joined} join ref_customers c on c.key = t.customer where c.id <> n.customer_id`,
  );
}

/** The same for lines, credits and stages. */
export async function rejectParts(duck: Duck, table: ImportTable): Promise<void> {
  if (table.name === "order_credits") {
    await reject(
      duck,
      table.name,
      `select _row, 'share', share::varchar, 'another credit of order "' || "order" || '" was rejected' from typed_order_credits
       where "order" in (select trim("order") from raw_order_credits where rowid in (select row from fault where tbl = 'order_credits'))`,
    );
    await reject(
      duck,
      table.name,
      `select _row, 'share', share::varchar, 'the shares of order "' || "order" || '" sum to ' || rtrim(rtrim(total::varchar, '0'), '.') || ', but must sum to exactly 1'
       from (select *, sum(share) over (partition by "order") as total from typed_order_credits) where total <> 1`,
    );
  }
  if (table.name === "opportunity_stages") {
    await reject(
      duck,
      table.name,
      `select t._row, 'entered_on', t.entered_on::varchar, 'is after opportunity "' || t.opportunity || '" was ' || lower(n.status) || ' (' || n.closed_on || ')'
       from typed_opportunity_stages t join ref_opportunities r on r.key = t.opportunity join now_opportunities n on n.id = r.id
       where n.status <> 'OPEN' and t.entered_on > n.closed_on`,
    );
  }
}

/** Opportunities that close before a stage that the record has; stages in the files are checked against the closing. */
async function rejectClosedBeforeStage(duck: Duck, columns: readonly string[]): Promise<void> {
  const value = (name: string) => (columns.includes(name) ? `t.${name}` : `o.${name}`);
  const loaded = await duck.count("select count(*) from duckdb_tables() where table_name = 'typed_opportunity_stages'");
  const given = loaded > 0 ? " and t.id not in (select opportunity from typed_opportunity_stages)" : "";
  await reject(
    duck,
    "opportunities",
    `select t._row, 'closed_on', ${value("closed_on")}::varchar, 'is before the record''s stage "' || s.stage || '" (' || s.day || ')'
     from typed_opportunities t join old_opportunities o on o.external_id = t.id
     join (select opportunity_id, max(entered_on) as day, arg_max(stage, entered_on) as stage from old_opportunity_stages group by all) s
       on s.opportunity_id = o.id
     where ${value("status")} <> 'OPEN' and s.day > ${value("closed_on")}${given}`,
  );
}
