import { addDays } from "../calendar.ts";
import { badInput } from "../errors.ts";
import { groupBy } from "../group-by.ts";
import type { Assignment } from "./assignments.ts";
import { type DayRange, endless } from "./day-ranges.ts";
import type { Plan } from "./plan.ts";

/**
 * Checks that nobody is on two plans at once, and nothing ends before it begins.
 *
 * @throws badInput naming every two assignments of one rep or team that share a day
 * @example
 * checkAssignments([{ rep: "ann", plan: "a", from: "2024-03-01", to: null }, { rep: "ann", plan: "b", from: "2024-01-01", to: null }])
 * // throws: rep "ann": plan "b" (from 2024-01-01, no end) runs into plan "a" (from 2024-03-01, no end),
 * //         expected "b" to end by 2024-02-29
 */
export function checkAssignments(assignments: readonly Assignment[]): void {
  const faults = assignments.flatMap((assignment, index) => assigneeFaults(assignment, `assignments[${index}]`));
  for (const [assignee, group] of groupBy(assignments, assigneeOf)) {
    const named = group.map((one) => ({ ...one, name: JSON.stringify(one.plan) }));
    faults.push(...overlaps(named).map((fault) => `${assignee}: plan ${fault}`));
  }
  if (faults.length > 0) throw badInput(faults.join("\n"));
}

/**
 * Checks the versions of plans together.
 *
 * @throws badInput naming every two versions of a plan that share a day or a number, or whose numbers and days run
 *   against each other
 */
export function checkVersions(plans: readonly Pick<Plan, "id" | "version" | "from" | "to">[]): void {
  const faults: string[] = [];
  for (const [id, group] of groupBy(plans, (plan) => plan.id)) {
    const place = `plan ${JSON.stringify(id)}`;
    const versions = [...group].sort((a, b) => a.version - b.version);
    versions.slice(1).forEach((version, index) => {
      const before = versions[index]!;
      if (version.version === before.version) {
        faults.push(`${place}: version ${version.version} is there twice, expected another number`);
      } else if (version.from <= before.from) {
        faults.push(
          `${place}: version ${version.version} begins on ${version.from}, expected a day after ${before.from}, when version ${before.version} begins`,
        );
      }
    });
    const named = versions.map((one) => ({ ...one, name: `version ${one.version}` }));
    faults.push(...overlaps(named).map((fault) => `${place}: ${fault}`));
  }
  if (faults.length > 0) throw badInput(faults.join("\n"));
}

function assigneeFaults({ rep, team, from, to }: Assignment, place: string): string[] {
  const faults = (rep === undefined) === (team === undefined) ? [`${place}: expected a rep or a team`] : [];
  if (to !== null && to < from) faults.push(`${place}.to: ${to}, expected a day from ${from} on, or none`);
  return faults;
}

function assigneeOf({ rep, team }: Assignment): string {
  return rep === undefined ? `team ${JSON.stringify(team)}` : `rep ${JSON.stringify(rep)}`;
}

/** Each two ranges, one beginning after the other, that share a day. */
function overlaps(ranges: readonly (DayRange & { readonly name: string })[]): string[] {
  const shown = ({ name, from, to }: (typeof ranges)[number]) =>
    `${name} (from ${from}, ${to ? `to ${to}` : "no end"})`;
  const inOrder = ranges.filter(({ from, to }) => to === null || from <= to).sort((a, b) => (a.from < b.from ? -1 : 1));
  return inOrder.flatMap((range, index) =>
    inOrder
      .slice(index + 1)
      .filter(({ from }) => from <= (range.to ?? endless))
      .map((later) => {
        const expected =
          later.from > range.from
            ? `expected ${range.name} to end by ${addDays(later.from, -1)}`
            : "expected one of them only";
        return `${shown(range)} runs into ${shown(later)}, ${expected}`;
      }),
  );
}
