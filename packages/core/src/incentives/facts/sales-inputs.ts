import type { Scope } from "../../scope.ts";
import type { WarehouseDb } from "../../warehouse.ts";
import { clipDays, endless } from "../day-ranges.ts";
import type { Commission, Override, Spiff } from "../plan.ts";
import type { CountInput, ReturnInput, SalesInput } from "../statement.ts";
import type { TeamTree } from "./company.ts";
import type { PlanJob } from "./plan-jobs.ts";
import { queryBases } from "./query-bases.ts";
import { queryCounts } from "./query-counts.ts";
import type { FactWindow } from "./windows.ts";

/** Someone's part of a period, as the key of a figure. */
export type JobKey = string;

export function jobKey(person: number, place: number): JobKey {
  return `${person}/${place}`;
}

/** What a commission or an override is paid on, for each person and period that has any. */
export async function salesInputs(
  db: WarehouseDb,
  scope: Scope,
  component: Commission | Override,
  jobs: readonly PlanJob[],
  tree: TeamTree,
): Promise<Map<JobKey, Pick<SalesInput, "basis" | "returns">>> {
  const windows = windowsOf(component, jobs, tree);
  const ownSales = component.kind === "OVERRIDE" ? component.ownSales : true;
  const rows = await queryBases(db, scope, { ...component, ownSales }, windows);
  const inputs = new Map<JobKey, { basis: string; returns: ReturnInput[] }>();
  for (const { person, span, origin, amount } of rows) {
    const key = jobKey(person, span);
    const input = inputs.get(key) ?? { basis: "0", returns: [] };
    inputs.set(key, input);
    if (origin === null) input.basis = amount;
    else input.returns.push({ period: origin, basis: amount });
  }
  return inputs;
}

/** What a spiff is paid for. */
export async function countInputs(
  db: WarehouseDb,
  scope: Scope,
  spiff: Spiff,
  jobs: readonly PlanJob[],
): Promise<Map<JobKey, CountInput>> {
  const windows = spiffWindows(spiff, jobs);
  const rows = await queryCounts(db, scope, spiff, windows);
  return new Map(rows.map(({ person, span, count }) => [jobKey(person, span), { count }]));
}

/** Whose facts of which days a component is reckoned from. */
export function windowsOf(
  component: Commission | Override | Spiff,
  jobs: readonly PlanJob[],
  tree: TeamTree,
): FactWindow[] {
  switch (component.kind) {
    case "COMMISSION":
      return ownWindows(jobs);
    case "OVERRIDE":
      return jobs.flatMap((job) => teamWindows(job, component, tree));
    case "SPIFF":
      return spiffWindows(component, jobs);
  }
}

/** What comes back counts against the spiff also after its days. */
function spiffWindows(spiff: Spiff, jobs: readonly PlanJob[]): FactWindow[] {
  return ownWindows(jobs).flatMap((window): FactWindow[] =>
    window.kind === "RETURN" ? [window] : clipDays([window], spiff).map((days) => ({ ...window, ...days })),
  );
}

/** The days of a version, and for what comes back of earlier sales the whole period. */
function ownWindows(jobs: readonly PlanJob[]): FactWindow[] {
  return jobs.flatMap(({ person, place, period, days, isLast }) => {
    const common = { person: person.id, span: place };
    const facts = days.map(({ from, to }): FactWindow => ({ ...common, from, to }));
    const { from, to } = period;
    return isLast ? [...facts, { ...common, kind: "RETURN", from, to }] : facts;
  });
}

/** The same of the teams that someone manages, on the days on which they do; what comes back may be of earlier days. */
function teamWindows(job: PlanJob, { subTeams }: Override, { below }: TeamTree): FactWindow[] {
  const { person, place, period, days, isLast } = job;
  const managed = person.memberships.filter(({ role, from }) => role === "MANAGER" && from <= period.to);
  const teamsOf = (team: number) => (subTeams ? below(team) : [team]);
  const common = { person: person.id, span: place };
  const facts = managed.flatMap((one) =>
    days.flatMap((range) =>
      clipDays([one], range).flatMap(({ from, to }) =>
        teamsOf(one.team).map((team) => ({ ...common, team, from, to })),
      ),
    ),
  );
  const all = isLast ? [...new Set(managed.flatMap(({ team }) => teamsOf(team)))] : [];
  const back = all.map((team) => ({ ...common, team, kind: "RETURN" as const, from: period.from, to: period.to }));
  return [...onceEach(facts), ...back];
}

/** Who manages a team and the team above it has its days once. */
function onceEach(windows: readonly FactWindow[]): FactWindow[] {
  const byTeam = new Map<number, FactWindow[]>();
  for (const window of windows) byTeam.set(window.team!, [...(byTeam.get(window.team!) ?? []), window]);
  return [...byTeam.values()].flatMap((same) =>
    clipDays(same, { from: "0000-01-01", to: endless }).map((days) => ({ ...same[0]!, ...days })),
  );
}
