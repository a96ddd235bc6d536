import type { StatementLine } from "@salesglass/core";

/** A line as the record keeps it. */
export interface LineRow extends Record<string, unknown> {
  readonly id: number;
  readonly line: number;
  readonly plan: string;
  readonly version: number;
  readonly component: string;
  readonly kind: StatementLine["kind"];
  readonly type: StatementLine["type"];
  readonly about: string;
  readonly basis: string | null;
  readonly rate: string | null;
  readonly amount: string;
  readonly detail: Pick<StatementLine, "basis" | "rate" | "amount" | "portions" | "earlier" | "reasons">;
}

/** The columns of a `LineRow`, of `statement_line l`. */
export const lineColumns =
  "l.id, l.line, l.plan, l.version, l.component, l.kind, l.type, l.about, l.basis::text, l.rate::text, l.amount::text, l.detail";

/** The lines as they were paid; figures as the engine wrote them. */
export function linesOf(rows: readonly LineRow[]): StatementLine[] {
  return rows.map(({ plan, version, component, kind, type, about, detail }) => ({
    plan,
    version,
    component,
    kind,
    type,
    period: about,
    ...detail,
  }));
}

/** A line as it is written, but for its statement. */
export function rowOf(line: StatementLine, index: number) {
  const { plan, version, component, kind, type, period, basis, rate, amount, portions, earlier, reasons } = line;
  const detail = { basis, rate, amount, portions, earlier, reasons };
  return { line: index + 1, plan, version, component, kind, type, about: period, basis, rate, amount, detail };
}
