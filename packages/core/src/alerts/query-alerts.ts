import { type Calendar, daysBetween } from "../calendar.ts";
import { queryRecovery } from "../customers/satisfaction/query-recovery.ts";
import { queryGoals } from "../goals/query-goals.ts";
import { queryStandings } from "../goals/query-standings.ts";
import { builtInCatalog, type Catalog } from "../metrics/catalog.ts";
import type { Text } from "../metrics/definition.ts";
import { queryNames } from "../metrics/names.ts";
import { parsePeriod } from "../period.ts";
import { judgeMetrics } from "../rules/judge-metrics.ts";
import type { RuleFigure } from "../rules/metric-rule.ts";
import type { Scope } from "../scope.ts";
import type { WarehouseDb } from "../warehouse.ts";
import type { BuiltInAlert } from "./rules.ts";

/** What an alert may be about. */
export type AlertEntity = "team" | "rep" | "customer" | "product" | "goal";

/** A rule that holds on the day: of all, or of one value of its dimension. */
export interface AlertFinding {
  /** The rule's id. */
  readonly rule: string;
  readonly text: Text;
  /** Which of the rule's subjects it is: `customer:7`, `region:North`; empty of the whole. */
  readonly key: string;
  readonly entity: AlertEntity | null;
  readonly entityId: number | null;
  /** The subject's name; null of the whole. */
  readonly subject: Text | null;
  readonly figures: readonly RuleFigure[];
}

export interface AlertsQuestion {
  readonly calendar: Calendar;
  /** Whose alerts are judged; the built-in ones unless given. */
  readonly catalog?: Catalog | undefined;
}

/** All of them: one that is left out would be taken for one that is over. */
const all = { limit: 1_000_000, offset: 0 };
/** An answer that is older than this is no longer an alarm. */
const recentDays = 90;
/** On the first days of a period any plan looks missed, or kept. */
const leastElapsed = 0.1;

/**
 * What there is to be alerted of on the calendar's today.
 *
 * - `plan-behind`: goals under way whose value is below what is due by today by the threshold (0.1 is 10 %), once a tenth of their
 *   days is over
 * - `detractor-waiting`: customers whose latest NPS answer within 90 days is 0–6, or CSAT answer 1–2, and with whom nobody has been in
 *   touch for so many days since; see `queryRecovery`
 * - the company's own rules over metrics, in the period that is current
 *
 * @example await queryAlerts(db, everything, { calendar })
 *   // [{ rule: "detractor-waiting", key: "customer:7", subject: { en: "Acme", … }, figures: [{ value: 5, threshold: 3, … }], … }]
 */
export async function queryAlerts(db: WarehouseDb, scope: Scope, question: AlertsQuestion): Promise<AlertFinding[]> {
  const { calendar, catalog = builtInCatalog } = question;
  const { metricRules, builtIn } = catalog.alerts;
  const found = await Promise.all([
    ...builtIn.map((alert) => builtInFindings[alert.id](db, scope, alert, { calendar, catalog })),
    ...metricRules.map(async (rule): Promise<AlertFinding[]> => {
      const period = parsePeriod(rule.period, calendar);
      const findings = await judgeMetrics(db, scope, [rule], { period, calendar, catalog });
      return findings.flatMap(({ figures, evidence }) =>
        rule.by === undefined
          ? [{ rule: rule.id, text: rule.text, key: "", entity: null, entityId: null, subject: null, figures }]
          : evidence.map(({ entity, key, label, figures: own }) => ({
              rule: rule.id,
              text: rule.text,
              key: `${rule.by}:${key}`,
              entity,
              entityId: entity ? Number(key) : null,
              subject: label,
              figures: own,
            })),
      );
    }),
  ]);
  return found.flat();
}

type View = Required<AlertsQuestion> & { readonly catalog: Catalog };

const builtInFindings: Readonly<
  Record<
    BuiltInAlert["id"],
    (db: WarehouseDb, scope: Scope, alert: BuiltInAlert, view: View) => Promise<AlertFinding[]>
  >
> = { "plan-behind": plansBehind, "detractor-waiting": waitingDetractors };

async function plansBehind(
  db: WarehouseDb,
  scope: Scope,
  alert: BuiltInAlert,
  { calendar, catalog }: View,
): Promise<AlertFinding[]> {
  const period = parsePeriod(`${calendar.today}..${calendar.today}`, calendar);
  const { goals } = await queryGoals(db, scope, { calendar, catalog, period, ...all });
  const standings = await queryStandings(db, scope, goals, { calendar, catalog, forecasts: false });
  const behind = goals.flatMap((goal, index) => {
    const { pace, value, due, elapsed } = standings[index]!;
    const higher = catalog.metrics.find(({ id }) => id === goal.metric)?.better !== "LOWER";
    if (!higher || pace === null || due === null || elapsed < leastElapsed || 1 - pace < alert.threshold) return [];
    return [{ goal, shortfall: 1 - pace, value, due }];
  });
  const [reps, teams] = await Promise.all([
    queryNames(db, "rep", idsOf(behind.map(({ goal }) => goal.repId))),
    queryNames(db, "team", idsOf(behind.map(({ goal }) => goal.teamId))),
  ]);
  return behind.map(({ goal, shortfall, value, due }) => {
    const owner =
      goal.repId !== null ? reps.get(goal.repId) : goal.teamId !== null ? teams.get(goal.teamId) : undefined;
    const { label, unit } = catalog.metric(goal.metric);
    const days = `${goal.startsOn} … ${goal.endsOn}`;
    const of = owner === undefined ? { en: "Company", "zh-CN": "公司" } : { en: owner, "zh-CN": owner };
    return {
      rule: alert.id,
      text: alert.text,
      key: `goal:${goal.id}`,
      entity: "goal",
      entityId: goal.id,
      subject: { en: `${of.en}: ${label.en}, ${days}`, "zh-CN": `${of["zh-CN"]}：${label["zh-CN"]}，${days}` },
      figures: [
        {
          ...figureOf(alert, unit, -shortfall),
          as: "CHANGE",
          threshold: -alert.threshold,
          current: value,
          before: due,
        },
      ],
    };
  });
}

async function waitingDetractors(
  db: WarehouseDb,
  scope: Scope,
  alert: BuiltInAlert,
  { calendar, catalog }: View,
): Promise<AlertFinding[]> {
  const asOf = calendar.today;
  const question = { asOf, days: recentDays, untouched: true, catalog, ...all };
  const { rows } = await queryRecovery(db, scope, question);
  const waiting = rows.flatMap(({ customerId, survey, answeredOn }) => {
    const days = survey === null ? 0 : daysBetween(answeredOn!, asOf);
    return survey !== null && days >= alert.threshold ? [{ customerId, days }] : [];
  });
  const names = await queryNames(db, "customer", idsOf(waiting.map(({ customerId }) => customerId)));
  return waiting.map(({ customerId, days }) => {
    const name = names.get(customerId);
    return {
      rule: alert.id,
      text: alert.text,
      key: `customer:${customerId}`,
      entity: "customer",
      entityId: customerId,
      subject: name === undefined ? null : { en: name, "zh-CN": name },
      figures: [figureOf(alert, "DAYS", days)],
    };
  });
}

function idsOf(ids: readonly (number | null)[]): number[] {
  return [...new Set(ids)].filter((id) => id !== null);
}

function figureOf({ label, threshold }: BuiltInAlert, unit: RuleFigure["unit"], value: number): RuleFigure {
  return { label, unit, as: "VALUE", value, versus: null, current: null, before: null, threshold };
}
