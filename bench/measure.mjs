// Small tools for the benches: timing, the median, and one line for each figure beside its limit.

/** Runs `work` some times and answers the median of its durations in milliseconds. */
export async function medianOf(times, work) {
  const [median] = await mediansOf(times, [work]);
  return median;
}

/**
 * The medians of several works, run in turns, so that what else the machine does meets all of them alike. A work that
 * answers `milliseconds` has measured itself.
 */
export async function mediansOf(times, works) {
  const durations = works.map(() => []);
  for (let run = 0; run < times; run++) {
    for (const [index, work] of works.entries()) {
      const start = performance.now();
      const measured = await work(run);
      durations[index].push(measured?.milliseconds ?? performance.now() - start);
    }
  }
  return durations.map((all) => all.sort((a, b) => a - b)[Math.floor(times / 2)]);
}

/** Runs `work` once; answers its duration in milliseconds and its result. */
export async function timed(work) {
  const start = performance.now();
  const result = await work();
  return { milliseconds: performance.now() - start, result };
}

export const perSecond = (rows, milliseconds) =>
  `${Math.round(rows / (milliseconds / 1000)).toLocaleString("en")} rows/s`;

export const ms = (milliseconds) => `${milliseconds < 100 ? milliseconds.toFixed(1) : Math.round(milliseconds)} ms`;

/** Prints a figure, the limit that was measured in the same run, their ratio and what we aim at. */
export function report(name, ours, limit, aim) {
  console.log(`  ${name.padEnd(44)} ${ours.padStart(18)}   ${limit.padEnd(34)} ${aim}`);
}
