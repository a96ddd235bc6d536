import type { DemandTrendsQuery } from "../../generated/graphql.ts";

export type Topic = DemandTrendsQuery["demandTrends"]["topics"][number];

/** The first so many topics; what rises or falls is never cut off, since that is what one looks for. */
export function shownTopics(topics: readonly Topic[], rows: number): Topic[] {
  return topics.filter(({ direction }, place) => place < rows || direction === "RISING" || direction === "FALLING");
}

/** A change in share with its interval, of topics for which there is enough data. */
export function changeOf({ change, low, high }: Topic) {
  return change === null || low === null || high === null ? undefined : { change, low, high };
}
