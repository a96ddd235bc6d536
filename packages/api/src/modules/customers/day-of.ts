import type { Context } from "../../context.ts";

/** The day that a customer's figures are of: the list's that they stand in, or today. */
export function dayOf(customer: object, context: Context): string {
  const { figuresAsOf = context.calendar.today } = customer as { figuresAsOf?: string };
  return figuresAsOf;
}
