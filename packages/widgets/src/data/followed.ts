import type { Dimension } from "../generated/graphql.ts";
import type { KeptSelection } from "./settings.ts";

/** The value of one of these dimensions that was selected last in another element of a linking provider. */
export function followed(
  selections: readonly KeptSelection[] | undefined,
  self: EventTarget,
  dimensions: readonly Dimension[],
): KeptSelection | undefined {
  return selections?.findLast(
    ({ source, dimension, key }) => source !== self && key !== null && dimensions.includes(dimension),
  );
}
