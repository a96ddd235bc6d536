import type { LossRowFragment, PipelineBoardQuery } from "../../generated/graphql.ts";

export type Board = PipelineBoardQuery["pipelineBoard"];
export type BoardColumn = Board["columns"][number];
export type BoardDeal = BoardColumn["first"][number];

/** What the columns of a board come to. */
export interface BoardTotals {
  readonly deals: number;
  readonly amount: number;
  readonly stuck: number;
  readonly stuckAmount: number;
}

/** @example boardTotals(columns) // { deals: 42, amount: 410000, stuck: 3, stuckAmount: 81000 } */
export function boardTotals(columns: readonly BoardColumn[]): BoardTotals {
  const total = (of: (column: BoardColumn) => number) => columns.reduce((sum, column) => sum + of(column), 0);
  return {
    deals: total(({ deals }) => deals),
    amount: total(({ amount }) => amount),
    stuck: total(({ stuck }) => stuck),
    stuckAmount: total(({ stuckAmount }) => stuckAmount),
  };
}

/** What a deal is known by: its customer, else its own name, else its key in the source system. */
export function dealName({ opportunity }: BoardDeal): string {
  return opportunity.customerName ?? opportunity.name ?? opportunity.externalId;
}

/** A row of what deals were lost by: `width` of the longest bar, 0 to 1. */
export interface LossBar extends LossRowFragment {
  readonly width: number;
}

/** The rows that are shown, those without a value last, with bars by lost deals. */
export function lossBars(rows: readonly LossRowFragment[], most: number): LossBar[] {
  const named = rows.filter(({ key }) => key !== null && key !== undefined);
  const unnamed = rows.filter(({ key }) => key === null || key === undefined);
  const longest = Math.max(...rows.map(({ lost }) => lost), 0);
  return [...named.slice(0, most), ...unnamed].map((row) => ({
    ...row,
    width: longest > 0 ? row.lost / longest : 0,
  }));
}
