import { noSegment, type SegmentMap, segmentFaults } from "../customers/segments.ts";
import { textFaults, unknownFields } from "./check-fields.ts";
import { shown } from "./own-sql.ts";

type Entry = Readonly<Record<string, unknown>>;

const measures = ["recency", "frequency", "monetary"];
const longestId = 30;

/**
 * What is wrong with a company's own segments: first their form, and of a map in good form the cells that no segment or
 * several segments claim.
 *
 * @example checkSegments({ bins: 3, segments: […] }) // ["no segment for R1 F1", "more than one segment for R3 F3 M1 (top, all)"]
 */
export function checkSegments(map: unknown): string[] {
  if (!isEntry(map) || !Array.isArray(map.segments)) {
    return [`expected { bins: 5, segments: [{ id, label, rules }] }, got ${shown(map)}`];
  }
  const faults = unknownFields(map, ["bins", "segments"]);
  if (![3, 4, 5].includes(map.bins as number)) faults.push(`bins is ${shown(map.bins)}, expected 3, 4 or 5`);
  faults.push(...map.segments.flatMap((segment: unknown, index) => formFaults(segment, index)));
  return faults.length > 0 ? faults : segmentFaults(map as unknown as SegmentMap);
}

function formFaults(segment: unknown, index: number): string[] {
  if (!isEntry(segment)) return [`[${index}] is ${shown(segment)}, expected { id, label, rules }`];
  const place = `[${index}]${typeof segment.id === "string" ? ` ${shown(segment.id)}` : ""}`;
  const faults = [
    ...unknownFields(segment, ["id", "label", "rules"]),
    ...idFaults(segment.id),
    ...textFaults("label", segment.label),
    ...rulesFaults(segment.rules),
  ];
  return faults.map((fault) => `${place}: ${fault}`);
}

function idFaults(id: unknown): string[] {
  if (id === noSegment) return [`id is ${shown(id)}, which stands for no purchase in the window, expected another`];
  if (typeof id === "string" && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(id) && id.length <= longestId) return [];
  return [`id is ${shown(id)}, expected lower case with hyphens such as at-risk, at most ${longestId} letters`];
}

function rulesFaults(rules: unknown): string[] {
  const example = "rules: [{ recency: [4, 5], frequency: [1, 3], monetary: [5, 5] }]";
  if (!Array.isArray(rules)) return [`rules is ${shown(rules)}, expected ${example}`];
  return rules.flatMap((rule: unknown, index) => {
    if (!isEntry(rule)) return [`rules[${index}] is ${shown(rule)}, expected as in ${example}`];
    const blocks = Object.entries(rule).filter(([measure, block]) => {
      const isPair = Array.isArray(block) && block.length === 2 && block.every((score) => typeof score === "number");
      return measures.includes(measure) && block !== undefined && !isPair;
    });
    return [
      ...unknownFields(rule, measures).map((fault) => `rules[${index}].${fault}`),
      ...blocks.map(([measure, block]) => `rules[${index}].${measure} is ${shown(block)}, expected as in ${example}`),
    ];
  });
}

function isEntry(value: unknown): value is Entry {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
