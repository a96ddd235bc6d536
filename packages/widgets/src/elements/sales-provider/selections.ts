import type { KeptSelection } from "../../data/settings.ts";
import type { SelectDetail } from "./events.ts";

/**
 * The selections after one more event: an element has at most one, and the one it had again ends it. What can't be
 * put as a filter or a period, such as a cell of scores, selects nothing for others.
 */
export function keep(
  selections: readonly KeptSelection[],
  source: EventTarget,
  detail: Partial<SelectDetail>,
): readonly KeptSelection[] {
  const others = selections.filter((selection) => selection.source !== source);
  const before = selections.find((selection) => selection.source === source);
  const { dimension, key = null, label = String(key), where, period, selected } = detail;
  if (!dimension || (!where && !period)) return selections;
  const same = before?.dimension === dimension && before.key === key && before.label === label;
  if (!(selected ?? !same)) return same ? others : selections;
  return [...others, { source, dimension, key, label, where, period }];
}
