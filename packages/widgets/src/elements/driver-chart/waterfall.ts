import { msg, str } from "@lit/localize";
import type { Selection } from "../../data/settings.ts";
import { formatPeriod } from "../../format/date.ts";
import type { Measure } from "../../format/number.ts";
import type { Comparison, DriversQuery } from "../../generated/graphql.ts";
import { othersText, valueName } from "../../metrics/names.ts";
import { beforeText } from "../../metrics/readings.ts";
import { whereOf } from "../../metrics/selection.ts";

export type Drivers = DriversQuery["drivers"];

/** One bar: where it begins and ends, and what it stands for. */
export interface Step {
  readonly kind: "start" | "effect" | "end";
  readonly label: string;
  /** What is said in its place where there is no room. */
  readonly short?: string;
  readonly amount: number;
  readonly from: number;
  readonly to: number;
  /** What it means, in a sentence. */
  readonly description: string;
  readonly selection?: Selection | undefined;
}

export interface Waterfall {
  readonly measure: Measure;
  readonly steps: readonly Step[];
  /** Where the axis begins: above zero where the changes would else be too small to be seen, and then bars are cut. */
  readonly floor: number;
}

interface Part {
  readonly label: string;
  readonly amount: number;
  readonly description: string;
  readonly selection?: Selection | undefined;
}

/** From the value before, through what changed it, to the value now. Which changes, `effects` says. */
export function waterfall(
  drivers: Drivers,
  effects: boolean,
  locale: string,
  versus: Comparison = "PREVIOUS_PERIOD",
): Waterfall {
  const { value, comparisonValue, period, comparison, definition, currency } = drivers;
  // What had no effect is in the table, and would only be a name without a bar here.
  const parts = effects ? drivers.effects.filter(({ amount }) => amount !== 0) : contributions(drivers, locale);
  let level = comparisonValue;
  const changes = parts.map(({ label, amount, description, selection }: Part): Step => {
    const from = level;
    level += amount;
    return { kind: "effect", label, amount, from, to: level, description, selection };
  });
  const name = definition.label;
  const whole = (kind: "start" | "end", amount: number, { from, to }: Drivers["period"]): Step => {
    const label = formatPeriod(from, to, locale);
    const description = msg(str`${name} in ${label}`, { id: "metric-in" });
    const short = kind === "start" ? beforeText(versus) : msg("Now", { id: "now" });
    return { kind, label, short, amount, from: 0, to: amount, description };
  };
  const steps = [whole("start", comparisonValue, comparison), ...changes, whole("end", value, period)];
  return {
    measure: { unit: definition.unit, currency },
    steps,
    floor: floorOf([comparisonValue, value, ...changes.map(({ to }) => to)]),
  };
}

function contributions({ contributions, by }: Drivers, locale: string): readonly Part[] {
  return contributions.map(({ key, label, difference, presence, isRest }): Part => {
    const name = isRest ? othersText() : valueName(by.dimension, key, label, { locale });
    return {
      label: name,
      amount: difference,
      description: presenceText(presence),
      selection: isRest ? undefined : { dimension: by.dimension, key, label: name, where: whereOf(by.dimension, key) },
    };
  });
}

export function presenceText(presence: Drivers["contributions"][number]["presence"]): string {
  if (presence === "NEW") return msg("Only now, not before", { id: "presence-new" });
  return presence === "LOST" ? msg("Only before, not now", { id: "presence-lost" }) : "";
}

/** Changes that are small beside the whole get half of the drawing; bars then begin at a cut. */
function floorOf(levels: readonly number[]): number {
  const [low, high] = [Math.min(...levels), Math.max(...levels)];
  const range = high - low;
  return low > 0 && range > 0 && range < 0.35 * high ? Math.max(0, low - range) : 0;
}
