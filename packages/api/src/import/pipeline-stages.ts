import { reject } from "./check-rows.ts";
import type { Duck } from "./duck.ts";

/** Rejects stages with the rank of another: they would have no order. */
export async function checkPipelineStages(duck: Duck): Promise<void> {
  await duck.run(
    `create or replace temp table all_pipeline_stages as
     select _row, id as key, rank from whole_pipeline_stages
     union all
     select null, external_id, rank from old_pipeline_stages where external_id not in (select id from whole_pipeline_stages)`,
  );
  await reject(
    duck,
    "pipeline_stages",
    `select t._row, 'rank', t.rank::varchar, 'is the rank of stage "' || min(o.key) || '", too: each stage has a rank of its own'
     from all_pipeline_stages t join all_pipeline_stages o on o.key <> t.key and o.rank = t.rank
     where t._row is not null group by t._row, t.rank`,
  );
}

const unlisted = "'is no stage of the pipeline, expected one of ' || s.listed";
const list = "(select string_agg(external_id, ', ' order by rank, external_id) as listed from now_pipeline_stages) s";

/** Rejects opportunities in stages that the company doesn't list, and in those of deals of another status. */
export async function rejectUnlistedStages(duck: Duck): Promise<void> {
  await reject(
    duck,
    "opportunities",
    `select w._row, 'stage', w.stage, ${unlisted} from whole_opportunities w, ${list}
     where s.listed is not null and w.stage not in (select external_id from now_pipeline_stages)`,
  );
  await reject(
    duck,
    "opportunities",
    `select w._row, 'stage', w.stage, 'is the stage of deals that are ' || lower(p.kind) || ', but the opportunity is ' || w.status
     from whole_opportunities w join now_pipeline_stages p on p.external_id = w.stage
     where p.kind <> 'OPEN' and p.kind <> w.status`,
  );
}

/** The same of their history: every stage was one of the list. */
export async function rejectUnlistedHistory(duck: Duck): Promise<void> {
  await reject(
    duck,
    "opportunity_stages",
    `select t._row, 'stage', t.stage, ${unlisted} from typed_opportunity_stages t, ${list}
     where s.listed is not null and t.stage not in (select external_id from now_pipeline_stages)`,
  );
}
