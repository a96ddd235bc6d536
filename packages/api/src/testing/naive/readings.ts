import type { Comparison, MetricReading } from "@salesglass/core";
import { type Bag, emptyBag, type FactName, facts } from "./facts.ts";
import { type Facts, type NaiveMetric, naiveMetrics } from "./metrics.ts";
import { changeOf, exact, minus, over, plus, type Quantity } from "./quantity.ts";
import { type Cell, cellName, chainName, type Part, type Table } from "./table.ts";

/** A reading with everything that it leaves open filled in. */
export interface ReadyReading {
  readonly key: string;
  readonly metric: NaiveMetric;
  readonly as: string;
  readonly chain: readonly Comparison[];
  readonly against: readonly Comparison[];
  readonly over: number;
}

export function readyReading(reading: MetricReading): ReadyReading {
  const metric = naiveMetrics[reading.metric]!;
  const chain = reading.at ? [reading.at] : [];
  return {
    key: reading.key,
    metric,
    as: metric.readAs ?? reading.as ?? "VALUE",
    chain,
    against: [...chain, reading.versus ?? "PREVIOUS_PERIOD"],
    over: reading.over ?? 3,
  };
}

export function partsOf({ metric, as, chain, against }: ReadyReading): Part[] {
  const chains = as === "CHANGE" || as === "DIFFERENCE" ? [chain, against] : [chain];
  return chains.flatMap((one) => metric.sources.map((source) => ({ source, chain: one })));
}

/** Whether the reading looks at other rows of time, so that all of them have to be there. */
export function looksAlongTime({ as }: ReadyReading): boolean {
  return as === "RUNNING" || as === "MOVING";
}

/** The reading of a cell; `totals` is the table by which shares are taken. */
export function read(reading: ReadyReading, cell: Cell, table: Table, totals: Table): Quantity {
  const { metric, as, chain, against } = reading;
  const bagAt = (time: number) => table.cells.get(cellName(time, cell.key, cell.isRest))?.bags.get(chainName(chain));
  // 29 February and week 53 may stand beside no days at all.
  const valueAt = (to: readonly Comparison[]): Quantity => {
    const exists = to.length === 0 || table.windows.get(chainName(to))?.spans[cell.time];
    return exists ? metric.value(factsIn([cell.bags.get(chainName(to))])) : null;
  };
  const value = valueAt(chain);
  switch (as) {
    case "VALUE":
      return value;
    case "CHANGE":
      return changeOf(value, valueAt(against));
    case "DIFFERENCE":
      return minus(value, valueAt(against));
    case "SHARE": {
      const time = totals.times.length === 1 ? 0 : cell.time;
      const total = totals.cells.get(cellName(time, []))?.bags.get(chainName(chain));
      return over(value, metric.value(factsIn([total])));
    }
    case "RUNNING": {
      const until = Array.from({ length: cell.time + 1 }, (_, time) => bagAt(time));
      return metric.value(factsIn(until));
    }
    default: {
      const place = table.left.indexOf(cell.time) + 1;
      if (place < reading.over) return null;
      const last = table.left.slice(place - reading.over, place);
      const together = metric.value(factsIn(last.map(bagAt)));
      return metric.isRate ? together : over(together, exact(reading.over));
    }
  }
}

/** The facts of some bags together; each is only counted when a metric looks at it. */
function factsIn(bags: readonly (Bag | undefined)[]): Facts {
  const total = (name: FactName) => bags.reduce<Quantity>((sum, bag) => plus(sum, facts[name](bag ?? nothing)), 0n);
  const getters = Object.keys(facts).map((name) => [name, { get: () => total(name as FactName) }]);
  return Object.defineProperties({}, Object.fromEntries(getters)) as Facts;
}

const nothing = emptyBag();
