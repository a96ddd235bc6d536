import { msg, str } from "@lit/localize";
import { Misconfigured } from "../../faults.ts";
import type { Table } from "../../metrics/ask-table.ts";
import { type ChartQuestion, isStacked } from "./question.ts";

/** Refuses to put on each other what does not add up: a margin of 20 % and one of 30 % are none of 50 %. */
export function checkStack(question: ChartQuestion, { columns }: Table): void {
  const odd = columns.find(({ definition }) => !definition.additive);
  if (!odd || !isStacked(question)) return;
  const { label } = odd.definition;
  throw new Misconfigured(
    msg(str`${label} can't be added up, so its parts make no whole: set type to line or bar.`, { id: "not-additive" }),
  );
}
