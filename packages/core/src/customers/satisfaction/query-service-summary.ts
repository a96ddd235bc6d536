import { sql } from "kysely";
import { checkDay, type Grain } from "../../calendar.ts";
import { badInput } from "../../errors.ts";
import { dateOf } from "../../filters.ts";
import type { DimensionDefinition } from "../../metrics/dimensions.ts";
import type { FactSource } from "../../metrics/facts.ts";
import type { Prepared } from "../../metrics/prepare.ts";
import { type FactColumn, selectFacts } from "../../metrics/select-facts.ts";
import { daysOf, type MetricWindow } from "../../metrics/windows.ts";
import { bucketsOf } from "../../period.ts";
import type { Scope } from "../../scope.ts";
import type { WarehouseDb } from "../../warehouse.ts";
import { prepareFor } from "./prepare-for.ts";
import { isOpen, isOverdue, quantileOfDays, queryServiceLimits } from "./service-limits.ts";
import {
  caseSeverities,
  type OpenCases,
  type ResolutionPoint,
  type ResolutionRow,
  type Resolutions,
  type ServiceCaseGroup,
  type ServiceLimit,
  type ServiceSummary,
  type ServiceSummaryQuestion,
} from "./service-question.ts";

/**
 * Service cases: what is open, how long nine in ten take, and how many were opened and resolved in a period and in how
 * many days; by kind or severity, and over time. A case counts as opened on one day and as resolved on another.
 *
 * @throws badInput for filters that cases don't have, and for a group that there is not
 */
export async function queryServiceSummary(
  db: WarehouseDb,
  scope: Scope,
  question: ServiceSummaryQuestion,
): Promise<ServiceSummary> {
  const { calendar, by, series } = question;
  const asOf = checkDay(question.asOf ?? calendar.today, "asOf");
  if (by !== undefined && !groups[by]) {
    throw badInput(`by: ${JSON.stringify(by)}, expected one of ${Object.keys(groups).join(", ")}`);
  }
  const prepared = await prepareFor("resolutionTime", db, scope, { ...question, asOf }, series ? [series] : []);
  const limits = await queryServiceLimits(db, scope, asOf);
  const [open, rows, points] = await Promise.all([
    openCases(db, prepared, asOf, limits),
    resolutionsBy(db, prepared, by),
    series ? resolutionsOver(db, prepared, series) : [],
  ]);
  return { asOf, period: question.period, limits, open, rows, series: points };
}

/** What cases have besides the catalogue's dimensions. */
const groups: Readonly<Record<ServiceCaseGroup, DimensionDefinition>> = {
  KIND: caseColumn("kind"),
  SEVERITY: caseColumn("severity"),
};

function caseColumn(id: "kind" | "severity"): DimensionDefinition {
  const column = { sql: sql.ref(`f.${id}`), needs: [] };
  const text = { en: id, "zh-CN": id };
  return { id, label: text, description: text, kind: "text", columns: { case: column, resolution: column } };
}

function select(
  { scope, calendar, filters, segments }: Prepared,
  source: FactSource,
  window: MetricWindow,
  by: { timeGrains?: readonly Grain[]; keys?: readonly DimensionDefinition[] },
  columns: readonly FactColumn[],
) {
  const question = { scope, calendar, filters, segments, source, window, timeGrains: [], keys: [], ...by };
  return selectFacts(question, columns);
}

async function openCases(
  db: WarehouseDb,
  prepared: Prepared,
  asOf: string,
  limits: readonly ServiceLimit[],
): Promise<OpenCases[]> {
  const window = daysOf({ from: "0001-01-01", to: asOf });
  const open = isOpen(asOf);
  const facts = select(prepared, "case", window, { keys: [groups.SEVERITY, groups.KIND] }, [
    { name: "cases", sql: sql`(count(*) filter (where ${open}))::integer`, needs: [] },
    { name: "overdue", sql: sql`(count(*) filter (where ${isOverdue(asOf, limits)}))::integer`, needs: [] },
    { name: "oldest", sql: sql`(${dateOf(asOf)} - min(f.opened_on) filter (where ${open}))::integer`, needs: [] },
  ]);
  const { rows } = await sql<OpenCases>`
    select k0 as severity, k1 as kind, cases, overdue, oldest as "oldestDays"
    from (${facts}) as facts where cases > 0 order by cases desc, k1`.execute(db);
  const rank = ({ severity }: OpenCases) => caseSeverities.indexOf(severity);
  return rows.sort((a, b) => rank(b) - rank(a));
}

const opened: FactColumn = { name: "opened", sql: sql`count(*)::integer`, needs: [] };
const took = sql`f.resolved_on - f.opened_on`;
const resolved: readonly FactColumn[] = [
  { name: "resolved", sql: sql`count(*)::integer`, needs: [] },
  { name: "mean", sql: sql`sum(${took})::double precision / count(*)`, needs: [] },
  { name: "median", sql: quantileOfDays(0.5, took), needs: [] },
  { name: "long", sql: quantileOfDays(0.9, took), needs: [] },
];

interface Counted {
  readonly key: string | null;
  readonly opened?: number;
  readonly resolved?: number;
  readonly mean?: number | null;
  readonly median?: number | null;
  readonly long?: number | null;
}

/** By the key: what was opened and what was resolved beside each other. */
async function counted(
  db: WarehouseDb,
  prepared: Prepared,
  window: MetricWindow,
  by: Parameters<typeof select>[3],
): Promise<Map<string | null, Resolutions>> {
  const key = by.timeGrains ? sql`t0::text` : by.keys ? sql`k0` : sql`null::text`;
  const read = async (source: FactSource, columns: readonly FactColumn[]) => {
    const names = sql.join(columns.map(({ name }) => sql.ref(name)));
    const facts = select(prepared, source, window, by, columns);
    return (await sql<Counted>`select ${key} as key, ${names} from (${facts}) as facts`.execute(db)).rows;
  };
  const [begun, ended] = await Promise.all([read("case", [opened]), read("resolution", resolved)]);
  const keys = new Set([...begun, ...ended].map(({ key }) => key));
  return new Map(
    [...keys].map((key) => {
      const start = begun.find((row) => row.key === key);
      const end = ended.find((row) => row.key === key);
      return [key, { ...none, opened: start?.opened ?? 0, ...(end?.resolved ? timesOf(end) : {}) }];
    }),
  );
}

const none: Resolutions = { opened: 0, resolved: 0, meanDays: null, medianDays: null, longDays: null };

function timesOf({ resolved = 0, mean = null, median = null, long = null }: Counted): Omit<Resolutions, "opened"> {
  return { resolved, meanDays: mean, medianDays: median, longDays: long };
}

async function resolutionsBy(
  db: WarehouseDb,
  prepared: Prepared,
  by: ServiceCaseGroup | undefined,
): Promise<ResolutionRow[]> {
  const window = prepared.wholeWindow([]);
  const rows = await counted(db, prepared, window, by ? { keys: [groups[by]] } : {});
  if (!by) return [{ key: null, ...none, ...rows.get(null) }];
  return [...rows]
    .map(([key, row]) => ({ key, ...row }))
    .sort((a, b) => b.opened - a.opened || (String(a.key) < String(b.key) ? -1 : 1));
}

async function resolutionsOver(db: WarehouseDb, prepared: Prepared, grain: Grain): Promise<ResolutionPoint[]> {
  const rows = await counted(db, prepared, prepared.window([]), { timeGrains: [grain] });
  return bucketsOf(prepared.period, grain, prepared.calendar).map(({ start, from, to }) => ({
    from,
    to,
    ...none,
    ...rows.get(start),
  }));
}
