import { sql } from "kysely";
import type { Page } from "../../page.ts";
import type { Scope } from "../../scope.ts";
import type { WarehouseDb } from "../../warehouse.ts";
import { type DecimalText, Exact, textOf } from "../decimals.ts";
import type { Commission, Component, Override, Spiff } from "../plan.ts";
import type { PayPeriod } from "../statement.ts";
import { type PayCompany, teamTree } from "./company.ts";
import { creditedLines } from "./credited-lines.ts";
import { planJobs } from "./plan-jobs.ts";
import { windowsOf } from "./sales-inputs.ts";
import { hullOf, windowTable } from "./windows.ts";

/** An order behind a line of a statement. */
export interface PayOrder {
  readonly orderId: number;
  readonly day: string;
  /** The day that it counts on. */
  readonly countedOn: string;
  /** Of what came back the month of the sale. */
  readonly origin: string | null;
  readonly share: DecimalText;
  /** What of the basis it is, share included. */
  readonly basis: DecimalText;
}

export interface PayOrdersQuestion extends Page {
  readonly person: number;
  readonly period: PayPeriod;
  readonly plan: string;
  readonly version: number;
  readonly component: string;
}

/**
 * The orders that a commission, an override or a spiff was reckoned from, by today's facts, the latest first. Their bases
 * add up to the component's, returns included. Of deals won, and of what isn't paid by sales, there are none.
 */
export async function queryPayOrders(
  db: WarehouseDb,
  scope: Scope,
  company: PayCompany,
  { person, period, plan, version, component: id, limit, offset }: PayOrdersQuestion,
): Promise<{ total: number; orders: PayOrder[] }> {
  const tree = teamTree(company.teams);
  const people = company.people.filter((one) => one.id === person);
  const jobs = planJobs(people, [period], company, tree).filter(
    (job) => job.plan.id === plan && job.plan.version === version,
  );
  const component = jobs[0]?.plan.components.find((one) => one.id === id);
  if (!component || !isOnOrders(component)) return { total: 0, orders: [] };
  const windows = windowsOf(component, jobs, tree);
  if (windows.length === 0) return { total: 0, orders: [] };
  const basis = component.kind === "SPIFF" ? (component.per === "UNIT" ? "VOLUME" : "REVENUE") : component.basis;
  if (basis === "WON_AMOUNT") return { total: 0, orders: [] };
  const { where, when } = component;
  const lines = creditedLines(scope, { basis, where, when, within: hullOf(windows) });
  const isOfTeams = component.kind === "OVERRIDE";
  const whose = isOfTeams ? sql`w.team = f.team` : sql`w.person = f.person`;
  const others = isOfTeams && !component.ownSales ? sql` and f.person is distinct from w.person` : sql``;
  const { rows } = await sql<
    PayOrder & { total: number }
  >`select f.order_id as "orderId", f.day, min(f.counted) as "countedOn", f.origin,
      cast(max(f.share) as varchar) as share, cast(sum(f.amount) as varchar) as basis, cast(count(*) over () as integer) as total
    from ${lines} as f join ${windowTable(windows)} as w
      on ${whose} and w.kind = f.kind and f.counted between w.since and w.until${others}
    group by f.order_id, f.day, f.origin order by f.day desc, f.order_id desc
    limit ${limit} offset ${offset}`.execute(db);
  return {
    total: rows[0]?.total ?? 0,
    orders: rows.map(({ total: _, share, basis: part, ...order }) => ({
      ...order,
      share: plain(share),
      basis: plain(part),
    })),
  };
}

/** A decimal without needless zeros. */
function plain(text: string): DecimalText {
  return textOf(new Exact(text));
}

function isOnOrders(component: Component): component is Commission | Override | Spiff {
  return component.kind === "COMMISSION" || component.kind === "OVERRIDE" || component.kind === "SPIFF";
}
