import { fewestPeers, type PeerStanding } from "./scorecard.ts";

/**
 * Where a value is among those of peers.
 *
 * @param peers the values of the others, in any order
 * @example standingAmong(30, [10, 20, 30, 40, 50]) // { n: 5, median: 30, percentile: 0.5, z: 0 }
 * @example standingAmong(30, [10]) // { n: 1, median: null, percentile: null, z: null }
 */
export function standingAmong(value: number | null, peers: readonly number[]): PeerStanding {
  const n = peers.length;
  if (n < fewestPeers) return { n, median: null, percentile: null, z: null };
  const sorted = [...peers].sort((a, b) => a - b);
  const median = (sorted[Math.floor((n - 1) / 2)]! + sorted[Math.ceil((n - 1) / 2)]!) / 2;
  if (value === null) return { n, median, percentile: null, z: null };
  const below = peers.filter((one) => one < value).length;
  const equal = peers.filter((one) => one === value).length;
  const mean = peers.reduce((sum, one) => sum + one, 0) / n;
  const deviation = Math.sqrt(peers.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (n - 1));
  // What differs by roundings only doesn't differ.
  const isAlike = deviation <= 1e-12 * Math.max(1, Math.abs(mean));
  return { n, median, percentile: (below + equal / 2) / n, z: isAlike ? null : (value - mean) / deviation };
}
