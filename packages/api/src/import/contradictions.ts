import { checkBudgets } from "./budgets.ts";
import { checkCareerLevels } from "./careers.ts";
import { reject } from "./check-rows.ts";
import type { ImportTable } from "./column-types.ts";
import { type Duck, literal, quoted } from "./duck.ts";
import { checkGoals } from "./goals.ts";
import { checkHonourRules } from "./honours.ts";
import { checkMarket } from "./market.ts";
import { rejectOverlaps } from "./overlaps.ts";
import { ownership } from "./ownership.ts";
import { checkPipelineStages, rejectUnlistedHistory, rejectUnlistedStages } from "./pipeline-stages.ts";
import { rulesOfWholeRows } from "./row-rules.ts";
import type { Settings } from "./settings.ts";
import type { LoadedTable } from "./source.ts";
import { rejectLost, rejectRepsOfOthers } from "./within-scope.ts";

/** Rejects rows with a key of their own that contradict other facts, taken together with what the record has of them. */
export async function rejectByRecord(duck: Duck, loaded: LoadedTable, settings: Settings): Promise<void> {
  const { name } = loaded.table;
  for (const { when, column, reason } of rulesOfWholeRows(loaded, settings)) {
    const fault = `select _row, ${literal(column)}, ${quoted(column)}::varchar, ${reason} from whole_${name} where ${when}`;
    await reject(duck, name, fault);
  }
  if (name === "pipeline_stages") await checkPipelineStages(duck);
  if (name === "opportunities") {
    await rejectUnlistedStages(duck);
    await rejectClosedBeforeStage(duck);
  }
  if (name === "survey_responses") await rejectResponsesToOrders(duck);
  if (name === "customers") await rejectLost(duck, settings.scope);
  if (name === "goals") await checkGoals(duck, loaded, settings);
  await rejectOverlaps(duck, name);
  if (name === "honour_rules") await checkHonourRules(duck, settings);
  if (name === "budgets") await checkBudgets(duck, loaded);
  if (name === "career_levels") await checkCareerLevels(duck, loaded);
  await checkMarket(duck, loaded);
  if (ownership(name) === "rep") await rejectRepsOfOthers(duck, name, settings.scope);
}

async function rejectResponsesToOrders(duck: Duck): Promise<void> {
  const joined = "whole_survey_responses w join now_orders n on n.id = w.order_id";
  await reject(
    duck,
    "survey_responses",
    `select w._row, 'responded_on', w.responded_on::varchar, 'is before the order''s day (' || n.day || ')' from ${joined} where w.responded_on < n.day`,
  );
  await reject(
    duck,
    "survey_responses",
    `select w._row, 'order', o.key, 'is an order of another customer than "' || c.key || '"' from ${joined}
     join ref_orders o on o.id = w.order_id join ref_customers c on c.id = w.customer_id where w.customer_id <> n.customer_id`,
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
    await rejectUnlistedHistory(duck);
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
async function rejectClosedBeforeStage(duck: Duck): Promise<void> {
  const given = (await duck.tables()).has("typed_opportunity_stages")
    ? " and t.id not in (select opportunity from typed_opportunity_stages)"
    : "";
  await reject(
    duck,
    "opportunities",
    `select t._row, 'closed_on', t.closed_on::varchar, 'is before the record''s stage "' || s.stage || '" (' || s.day || ')'
     from whole_opportunities t join old_opportunities o on o.external_id = t.id
     join (select opportunity_id, max(entered_on) as day, arg_max(stage, entered_on) as stage from old_opportunity_stages group by all) s
       on s.opportunity_id = o.id
     where t.status <> 'OPEN' and s.day > t.closed_on${given}`,
  );
}
