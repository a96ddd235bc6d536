import type { Assignment, Membership } from "../assignments.ts";
import type { DayRange } from "../day-ranges.ts";
import { type ClosedRange, clipDays, endless } from "../day-ranges.ts";
import type { DecimalText } from "../decimals.ts";
import type { Plan } from "../plan.ts";

/** Who works in the company, in which teams, and by which plans they are paid. */
export interface PayCompany {
  readonly people: readonly Person[];
  readonly teams: readonly { readonly id: number; readonly parentId: number | null }[];
  /** By ids of reps and teams, as texts. */
  readonly assignments: readonly Assignment[];
  /** All versions in force; drafts are none. */
  readonly plans: readonly Plan[];
  /** ISO 4217: of the sales, and so of every plan. */
  readonly currency: string;
}

export interface Person {
  /** The rep's id. */
  readonly id: number;
  readonly employed: DayRange;
  /** Where they are in a team at all times for which there is no membership. */
  readonly teamId: number | null;
  readonly memberships: readonly (DayRange & { readonly team: number; readonly role: "MEMBER" | "MANAGER" })[];
  /** A month's salary from a day on, in the order of their days. */
  readonly salaries: readonly { readonly from: string; readonly amount: DecimalText }[];
}

const always: ClosedRange = { from: "0000-01-01", to: endless };

/** The teams that someone is in. Who has no memberships as a member is in their own team. */
export function teamDays({ memberships, teamId }: Person): (DayRange & { readonly team: number })[] {
  const own = memberships.filter(({ role }) => role === "MEMBER");
  if (own.length > 0) return own;
  return teamId === null ? [] : [{ ...always, team: teamId }];
}

/** The team that someone is in at the end of some days, as far as they are employed then. */
export function lastTeam(person: Person, days: ClosedRange): number | null {
  const [stay] = clipDays([person.employed], days);
  if (!stay) return null;
  const found = teamDays(person).find(({ from, to }) => from <= stay.to && stay.to <= (to ?? endless));
  return found?.team ?? null;
}

/** Teams as a tree. */
export interface TeamTree {
  /** A team and those above it, the nearest first. */
  readonly above: (team: number) => readonly number[];
  /** A team and all below it. */
  readonly below: (team: number) => readonly number[];
}

export function teamTree(teams: PayCompany["teams"]): TeamTree {
  const parents = new Map(teams.map(({ id, parentId }) => [id, parentId]));
  const chains = new Map<number, number[]>();
  const above = (team: number) => {
    const known = chains.get(team);
    if (known) return known;
    const chain: number[] = [];
    for (let id: number | null = team; id !== null && !chain.includes(id); id = parents.get(id) ?? null) chain.push(id);
    chains.set(team, chain);
    return chain;
  };
  return { above, below: (team) => teams.flatMap(({ id }) => (above(id).includes(team) ? [id] : [])) };
}

/** The memberships as the engine's assignments need them. */
export function membershipsOf(person: Person, { above }: TeamTree): Membership[] {
  return teamDays(person).map(({ team, from, to }) => ({ from, to, teams: above(team).map(String) }));
}
