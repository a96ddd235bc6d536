import type { ChannelShiftQuery } from "../../generated/graphql.ts";

export type ChannelMix = ChannelShiftQuery["channelMix"];

/** A part of a month's bar: of which channel by its place in the list, from where to where, 0 to 100. */
export interface MixPart {
  readonly channel: number;
  readonly from: number;
  readonly size: number;
}

/** A month's bar; without parts where nothing was sold. */
export interface MixBar {
  readonly start: string;
  readonly partial: boolean;
  readonly parts: readonly MixPart[];
}

/**
 * A bar of 100 % for each month (quarter, year), its parts in the order of the channels. Where more came back through a channel than was
 * sold, it has no part, and the others share the bar.
 */
export function barsOf({ shares, shifts }: Pick<ChannelMix, "shares" | "shifts">): MixBar[] {
  const places = new Map(shifts.map(({ channel }, place) => [channel, place]));
  const bars = new Map<string, { start: string; partial: boolean; sizes: [number, number][] }>();
  for (const { start, channel, share, partial } of shares) {
    const bar = bars.get(start) ?? { start, partial, sizes: [] };
    if (share !== null && share > 0) bar.sizes.push([places.get(channel) ?? 0, share]);
    bars.set(start, bar);
  }
  return [...bars.values()].map(({ start, partial, sizes }) => {
    const total = sizes.reduce((sum, [, size]) => sum + size, 0);
    let from = 0;
    const parts = sizes.map(([channel, share]) => {
      const size = (100 * share) / total;
      from += size;
      return { channel, from: from - size, size };
    });
    return { start, partial, parts };
  });
}
