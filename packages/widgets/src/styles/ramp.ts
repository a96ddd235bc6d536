import { unsafeCSS } from "lit";

/** How much accent each step has. The middle is left out: there neither dark nor light text is readable on every accent. */
const shares = [8, 17, 26, 36, 46, 88, 100];

/** Steps of the ramp, besides 0 for nothing. */
export const steps = shares.length;

/**
 * A ramp of one hue for amounts: `.step-1` to `.step-7` set `--_fill` and the text's colour. One rule for each step,
 * since inline styles would be refused by a strict content security policy.
 */
export const ramp = unsafeCSS(
  shares
    .map((share, index) => {
      const text = share > 50 ? "var(--_on-accent)" : "inherit";
      return `.step-${index + 1} { --_fill: color-mix(in oklab, var(--_accent) ${share}%, var(--_surface)); color: ${text}; }`;
    })
    .join("\n"),
);
