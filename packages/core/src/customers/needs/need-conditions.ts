import { type RawBuilder, sql } from "kysely";
import { checkDay } from "../../calendar.ts";
import { badInput } from "../../errors.ts";
import { and, dateOf, matches } from "../../filters.ts";
import { holdsText } from "../../text-search.ts";
import type { NeedFilter } from "./question.ts";

/** A filter as conditions on `n` (the need), `p` (the product that it names) and `c` (its customer). */
export function needConditions(where: NeedFilter | null | undefined): RawBuilder<boolean> {
  checkNeedFilter(where);
  const { status, topic, category, product, source, strength, expected, owner } = where ?? {};
  const found = [
    matches(sql`n.status`, status ? { in: [...status] } : undefined, "status"),
    matches(sql`coalesce(n.category, p.category)`, category, "category"),
    matches(sql`n.product_id`, product, "product"),
    matches(sql`n.source`, source, "source"),
    matches(sql`c.owner_id`, owner, "owner"),
    topic?.trim() ? holdsText([sql`n.topic`], topic.trim()) : undefined,
    strength?.from != null ? sql<boolean>`n.strength >= ${sql.lit(strength.from)}` : undefined,
    strength?.to != null ? sql<boolean>`n.strength <= ${sql.lit(strength.to)}` : undefined,
    expected?.from != null ? sql<boolean>`n.expected_on >= ${dateOf(expected.from)}` : undefined,
    expected?.to != null ? sql<boolean>`n.expected_on <= ${dateOf(expected.to)}` : undefined,
  ];
  return and(found.filter((condition) => condition !== undefined));
}

/** @throws badInput naming the condition, its value and what would be right */
function checkNeedFilter(where: NeedFilter | null | undefined): void {
  const { strength, expected } = where ?? {};
  for (const [name, value] of Object.entries(strength ?? {})) {
    if (value == null || (Number.isInteger(value) && value >= 1 && value <= 5)) continue;
    throw badInput(`strength.${name}: ${value}, expected a whole number from 1 (weak) to 5 (strong)`);
  }
  for (const [name, day] of Object.entries(expected ?? {})) if (day != null) checkDay(day, `expected.${name}`);
  for (const [name, range] of Object.entries({ strength, expected })) {
    const { from, to } = range ?? {};
    if (from != null && to != null && from > to) {
      throw badInput(`${name}: from ${from} to ${to}, expected the smaller one first`);
    }
  }
}
