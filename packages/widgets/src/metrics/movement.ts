import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { Movement } from "../format/change.ts";

/** How a figure moved: an arrow, the amount with its sign, and the word, which a table may keep for listeners. */
export function movementMark(movement: Movement): TemplateResult {
  const { direction, amount, points } = movement;
  const size = points ? msg(str`${amount} pts`, { id: "points" }) : amount;
  return html`<span class="movement ${direction}">${arrow(movement)}<span aria-hidden="true">${
    direction === "same" ? msg("unchanged", { id: "unchanged" }) : size
  }</span><span class="visually-hidden">${movementText(movement)}</span></span>`;
}

/** Up or down; nothing where nothing moved. */
export function arrow({ direction }: Pick<Movement, "direction">) {
  if (direction === "same") return nothing;
  const path = direction === "rise" ? "M5 1L9.5 9h-9z" : "M5 9L.5 1h9z";
  return html`<svg viewBox="0 0 10 10" aria-hidden="true"><path d=${path}></path></svg>`;
}

/** The movement in words; where lower is better the word says whether that is good. */
export function movementText({ direction, amount, points, good }: Movement): string {
  if (direction === "same") return msg("unchanged", { id: "unchanged" });
  const size = points ? msg(str`${amount} pts`, { id: "points" }) : amount;
  if (direction === "rise") {
    return good ? msg(str`${size} higher`, { id: "rise" }) : msg(str`${size} higher (worse)`, { id: "rise-worse" });
  }
  return good ? msg(str`${size} lower (better)`, { id: "fall-better" }) : msg(str`${size} lower`, { id: "fall" });
}
