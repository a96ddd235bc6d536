import { type RawBuilder, sql } from "kysely";
import { dateOf, matches } from "../../filters.ts";
import type { Scope } from "../../scope.ts";
import { demandSignals, needIn, products, responseIn } from "../../tables.ts";
import type { DemandOrigin } from "./question.ts";

/**
 * The key of a topic: the same whatever the case of its Latin letters, and whatever spaces stand around it. The engines lower
 * other letters differently, so these stay.
 */
export function topicKey(topic: RawBuilder<unknown>): RawBuilder<string> {
  return sql`translate(trim(${topic}), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')`;
}

/**
 * Every sign of demand between two days, as `key, topic, category, day, sentiment, weight, origin`: signals that were recorded, needs, and one for
 * each topic that the comment of a survey names. Signals are the company's; needs and comments are of customers that the viewer
 * may see.
 *
 * A comment names a topic when it holds it: as whole words where the topic is in Latin letters, so that "tea" isn't found in
 * "steak", and anywhere else as it stands. Which topics there are is said by signals and needs.
 */
export function signalsBetween(
  scope: Scope,
  from: string,
  to: string,
  origin: readonly DemandOrigin[] | null | undefined,
): RawBuilder<unknown> {
  const within = (day: RawBuilder<unknown>) => sql`${day} between ${dateOf(from)} and ${dateOf(to)}`;
  const isAsked = matches(sql`origin`, origin ? { in: origin } : undefined, "origin") ?? sql`true`;
  return sql`(select ${topicKey(sql`topic`)} as key, trim(topic) as topic, category, day, sentiment, weight, origin from (
      select topic, category, day, sentiment::double precision as sentiment, weight::double precision as weight, source as origin
      from ${demandSignals()} as d where ${within(sql`day`)}
      union all
      select n.topic, coalesce(n.category, p.category), n.recorded_on, null, 1, 'NEED'
      from ${needIn(scope)} as n left join ${products()} as p on p.id = n.product_id where ${within(sql`n.recorded_on`)}
      union all
      select t.topic, null, r.day, null, 1, 'COMMENT'
      from (select day, key, ${wordsOf(sql`key`)} as words from (
          select day, ${topicKey(sql`comment`)} as key from ${responseIn(scope)} as every
          where comment is not null and ${within(sql`day`)}) as lowered) as r
      join (select key, key ~ '^[ -~]+$' as is_latin, ${wordsOf(sql`key`)} as words, min(topic collate "C") as topic from (
          select ${topicKey(sql`topic`)} as key, trim(topic) as topic from (
            select topic from ${demandSignals()} as d where day <= ${dateOf(to)}
            union all select topic from ${needIn(scope)} as n where recorded_on <= ${dateOf(to)}) as every) as keyed
        where length(key) > 1 group by key) as t
      on case when t.is_latin then strpos(r.words, t.words) > 0 else strpos(r.key, t.key) > 0 end
    ) as signal where ${isAsked})`;
}

/** A key as words with a space on each side, so that whole words can be found in it. */
function wordsOf(key: RawBuilder<unknown>): RawBuilder<string> {
  return sql`' ' || trim(translate(${key}, ${punctuation}, ${" ".repeat(punctuation.length)})) || ' '`;
}

/** What parts words. */
const punctuation = ".,;:!?()[]\"'/\r\n\t。，；：！？、";
