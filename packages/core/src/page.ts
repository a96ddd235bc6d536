import { badInput } from "./errors.ts";

/** A part of a list. */
export interface Page {
  readonly limit: number;
  readonly offset: number;
}

/** @throws badInput for a limit or offset that is no whole number, 0 or more */
export function checkPage({ limit, offset }: Page): void {
  for (const [name, value] of Object.entries({ limit, offset })) {
    if (!Number.isInteger(value) || value < 0) throw badInput(`${name}: ${value}, expected a whole number, 0 or more`);
  }
}
