import { reject } from "./check-rows.ts";
import type { Duck } from "./duck.ts";
import type { LoadedTable } from "./source.ts";

/**
 * Rejects levels that ask for courses that there are not, and levels at the same place of a ladder. The courses of a level
 * are then written in one way: each once, in the order of their ids.
 */
export async function checkCareerLevels(duck: Duck, loaded: LoadedTable): Promise<void> {
  if (loaded.columns.includes("courses")) await checkCourses(duck, loaded);
  await duck.run(
    `create or replace temp table all_levels as
     select _row, id as key, track, rank from whole_career_levels
     union all
     select null, external_id, track, rank from old_career_levels where external_id not in (select id from whole_career_levels)`,
  );
  await reject(
    duck,
    "career_levels",
    `select t._row, 'rank', t.rank::varchar, 'is the rank of level "' || min(o.key) || '" on the ladder ' || t.track || ', too: each level has a rank of its own'
     from all_levels t join all_levels o on o.key <> t.key and o.track = t.track and o.rank = t.rank
     where t._row is not null group by t._row, t.rank, t.track`,
  );
}

async function checkCourses(duck: Duck, { partial }: LoadedTable): Promise<void> {
  const named = "unnest(list_transform(string_split(courses, '|'), c -> trim(c)))";
  await reject(
    duck,
    "career_levels",
    `select _row, 'courses', courses, case when course = '' then 'has an empty place: write the courses'' ids with | between them, such as C-1|C-2'
       else 'names course "' || course || '", which is neither in the ${partial ? "input" : "files"} nor in the record' end
     from (select _row, courses, ${named} as course from typed_career_levels where courses is not null)
     where course not in (select key from ref_courses)`,
  );
  await duck.run(
    `update typed_career_levels set courses = (select string_agg(distinct course, '|' order by course) from (select ${named} as course))
     where courses is not null`,
  );
}
