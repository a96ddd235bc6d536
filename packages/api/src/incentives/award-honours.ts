import {
  type Calendar,
  type Catalog,
  endingWithin,
  everything,
  goalWhere,
  type HonourCycle,
  type Period,
  queryWinners,
  type WarehouseDb,
} from "@salesglass/core";
import { lockWriters } from "../import/record-writes.ts";
import type { Store } from "../store/store.ts";

/** An honour that was given. */
export interface GivenHonour {
  readonly ruleId: number;
  readonly title: string;
  readonly titleZh: string | null;
  readonly metric: string;
  /** `2024-05`, `2024-Q2` or `2024`. */
  readonly period: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly repId: number | null;
  readonly teamId: number | null;
  /** The rep's or the team's. */
  readonly name: string;
  readonly value: number;
  /** Whether others were given it for the same period. */
  readonly shared: boolean;
}

/**
 * Gives the honours of all months, quarters and years that end within some days and are over: to the best by each rule's
 * metric who meets its minimum, to all of them where they are equal also by its tie-break. A period of a rule is honoured
 * once: asked again, it gives nothing, and nothing that is learnt later changes what was given. Where nobody met the
 * minimum, somebody still may when it is asked again. A rule whose metric the catalogue has no more gives nothing.
 *
 * It asks the warehouse, which has to be in step with the record, and then writes in a transaction of its own: call it
 * after the transaction that closes a month.
 *
 * @returns what was given, or would be in a dry run
 * @example await awardHonours({ store, db, calendar, catalog, actor, closed: { from: "2024-05-01", to: "2024-05-31" } })
 *   // [{ title: "Sales Star", period: "2024-05", name: "Ann", value: 1200.5, shared: false, … }]
 */
export async function awardHonours({
  store,
  actor,
  dryRun = false,
  ...question
}: {
  readonly store: Pick<Store, "query" | "transaction">;
  readonly db: WarehouseDb;
  readonly calendar: Calendar;
  readonly catalog: Catalog;
  /** Who gives them, for the audit log. */
  readonly actor: string;
  readonly closed: Pick<Period, "from" | "to">;
  readonly dryRun?: boolean;
}): Promise<GivenHonour[]> {
  const honours = await findHonours(store, question);
  if (dryRun || honours.length === 0) return honours;
  return store.transaction(async (sql) => {
    await lockWriters(sql);
    await sql.query("select set_config('salesglass.actor', $1, true)", [actor]);
    // Somebody else may have given some of them meanwhile.
    const given = await sql.query<{ rule: number; period: string }>(
      `insert into public.honour_award (rule_id, title, title_zh, metric, period, starts_on, ends_on, rep_id, team_id, value, shared)
       select h."ruleId", h.title, h."titleZh", h.metric, h.period, h."startsOn", h."endsOn", h."repId",
         coalesce(h."teamId", (select team_id from public.rep where id = h."repId")), h.value, h.shared
       from json_to_recordset($1::json) as h("ruleId" integer, title text, "titleZh" text, metric text, period text,
         "startsOn" date, "endsOn" date, "repId" integer, "teamId" integer, value double precision, shared boolean)
       where not exists (select from public.honour_award a where a.rule_id = h."ruleId" and a.period = h.period)
       returning rule_id as rule, period`,
      [JSON.stringify(honours)],
    );
    const isGiven = new Set(given.map(({ rule, period }) => `${rule} ${period}`));
    return honours.filter(({ ruleId, period }) => isGiven.has(`${ruleId} ${period}`));
  });
}

interface Rule {
  readonly id: number;
  readonly title: string;
  readonly titleZh: string | null;
  readonly metric: string;
  readonly filter: string | null;
  readonly givenTo: "REP" | "TEAM";
  readonly every: HonourCycle;
  readonly minimum: number | null;
  readonly tieBreak: string | null;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
}

async function findHonours(
  store: Pick<Store, "query">,
  {
    db,
    calendar,
    catalog,
    closed,
  }: {
    readonly db: WarehouseDb;
    readonly calendar: Calendar;
    readonly catalog: Catalog;
    readonly closed: Pick<Period, "from" | "to">;
  },
): Promise<GivenHonour[]> {
  const rules = await store.query<Rule & Record<string, unknown>>(
    `select id, name as title, name_zh as "titleZh", metric, filter, given_to::text as "givenTo", every::text as every,
       minimum::double precision as minimum, tie_break as "tieBreak", starts_on as "startsOn", ends_on as "endsOn"
     from public.honour_rule order by external_id collate "C"`,
  );
  const known = await store.query<{ name: string }>(
    "select distinct rule_id || ' ' || period as name from public.honour_award where ends_on between $1::date and $2::date",
    [closed.from, closed.to],
  );
  const isKnown = new Set(known.map(({ name }) => name));
  const metrics = new Set(catalog.metrics.map(({ id }) => id));
  const open = rules
    .filter(({ metric, tieBreak }) => metrics.has(metric) && (tieBreak === null || metrics.has(tieBreak)))
    .flatMap((rule) => endingWithin(closed, rule.every, calendar).map((period) => ({ rule, period })))
    .filter(({ rule, period }) => period.to < calendar.today && holdsFor(rule, period))
    .filter(({ rule, period }) => !isKnown.has(`${rule.id} ${period.text}`));
  const found = await Promise.all(
    open.map(async ({ rule, period }) => {
      const { id: ruleId, title, titleZh, metric, tieBreak, minimum, givenTo: by } = rule;
      const where = goalWhere(rule.filter);
      const question = { metric, tieBreak, minimum, by, where, period, calendar, catalog };
      const winners = await queryWinners(db, everything, question);
      return winners.map(({ id, name, value }) => ({
        ruleId,
        title,
        titleZh,
        metric,
        period: period.text,
        startsOn: period.from,
        endsOn: period.to,
        repId: by === "REP" ? id : null,
        teamId: by === "TEAM" ? id : null,
        name,
        value,
        shared: winners.length > 1,
      }));
    }),
  );
  return found.flat();
}

function holdsFor({ startsOn, endsOn }: Rule, { to }: Period): boolean {
  return (startsOn === null || to >= startsOn) && (endsOn === null || to <= endsOn);
}
