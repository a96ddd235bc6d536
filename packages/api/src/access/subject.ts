import type { Viewer } from "../context.ts";

/** Whom limits hold for: all tokens, keys and sessions of the same name in the same role together. */
export function subjectOf({ role, name }: Viewer): string {
  return `${role} ${name}`;
}
