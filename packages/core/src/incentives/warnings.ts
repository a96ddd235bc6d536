import type { Text } from "../metrics/definition.ts";
import { type DecimalText, Exact } from "./decimals.ts";
import type { Bonus, Commission, Component, Override, Plan } from "./plan.ts";
import { rateSales, ratingOf, sumOf } from "./rate-sales.ts";
import { type WarningKind, warningText } from "./warning-texts.ts";

/** Something that a plan may say, but that its author should confirm. */
export interface PlanWarning {
  readonly kind: WarningKind;
  /** Where it stands, as `components[0].rates.tiers[1].rate`. */
  readonly path: string;
  readonly text: Text;
}

/**
 * What is odd about a plan: rates above what is sold, caps below what the quota pays, pay that falls as sales rise, and
 * settings that have no effect.
 *
 * @param quotas usual quotas by component id, where known: with them caps can be judged
 * @example warningsOf(plan)[0]
 *   // { kind: "HIGH_RATE", path: "components[0].rates.tiers[0].rate", text: { en: "300 % of revenue is paid. Is it 3 %?", … } }
 */
export function warningsOf(plan: Plan, quotas: Readonly<Record<string, DecimalText>> = {}): PlanWarning[] {
  return plan.components.flatMap((component, index) =>
    warningsIn(component, plan, quotas[component.id]).map(({ kind, field, figures = [] }) => ({
      kind,
      path: `components[${index}].${field}`,
      text: warningText(kind, figures),
    })),
  );
}

interface Warning {
  readonly kind: WarningKind;
  readonly field: string;
  readonly figures?: readonly string[];
}

function warningsIn(component: Component, plan: Plan, quota: DecimalText | undefined): Warning[] {
  switch (component.kind) {
    case "COMMISSION":
    case "OVERRIDE":
      return [...rateWarnings(component), ...limitWarnings(component, quota), ...effectWarnings(component)];
    case "BONUS":
      return bonusWarnings(component);
    case "ALLOWANCE":
      return attainments([["minimumAttainment", component.minimumAttainment]]);
    case "SPIFF":
      if (component.from <= (plan.to ?? component.from) && component.to >= plan.from) return [];
      return [{ kind: "SPIFF_OUTSIDE_PLAN", field: "from", figures: [component.from, component.to] }];
    case "DRAW":
      return [];
  }
}

/** Above these, of what a rate is paid on. */
const highRates = { REVENUE: 0.5, WON_AMOUNT: 0.5, GROSS_PROFIT: 1, VOLUME: Number.POSITIVE_INFINITY };

function rateWarnings({ rates, basis, accelerator }: Commission | Override): Warning[] {
  const warnings: Warning[] = [];
  const tiers = rates.tiers.map((tier) => {
    if ("rate" in tier) return { field: "rate", rate: new Exact(tier.rate) };
    const width = new Exact(tier.to!).minus(tier.from);
    return { field: "amount", rate: new Exact(tier.amount).div(width) };
  });
  const factor = new Exact(accelerator?.factor ?? 1);
  tiers.forEach(({ field, rate }, index) => {
    const place = `rates.tiers[${index}].${field}`;
    // Amounts by attainment are no share of sales until the quota is known.
    const isShare = field === "rate" || rates.by === "AMOUNT";
    const most = isShare ? Exact.max(rate, rate.times(factor)) : rate;
    if (isShare && most.gt(highRates[basis])) {
      warnings.push({ kind: "HIGH_RATE", field: place, figures: [percent(most), basis, percent(most.div(100))] });
    }
    const before = tiers[index - 1];
    if (before && rate.lt(before.rate)) {
      warnings.push({ kind: "DECELERATOR", field: place, figures: [String(index), String(index + 1)] });
    }
  });
  if (rates.by === "ATTAINMENT") {
    warnings.push(...attainments(rates.tiers.map(({ from }, index) => [`rates.tiers[${index}].from`, from])));
  }
  if (accelerator && factor.lt(1)) {
    warnings.push({ kind: "SLOWING_ACCELERATOR", field: "accelerator.factor", figures: [accelerator.factor] });
  }
  const end = rates.tiers.at(-1)!.to;
  if (end !== null)
    warnings.push({ kind: "NOTHING_ABOVE", field: `rates.tiers[${tiers.length - 1}].to`, figures: [end] });
  if (tiers.every(({ rate }) => rate.isZero())) warnings.push({ kind: "PAYS_NOTHING", field: "rates" });
  return warnings;
}

function limitWarnings(component: Commission | Override, quota: DecimalText | undefined): Warning[] {
  const { cap, floor, threshold, retroactive, accumulate, accelerator, rates } = component;
  const warnings: Warning[] = [];
  if (threshold?.by === "ATTAINMENT") warnings.push(...attainments([["threshold.at", threshold.at]]));
  const atQuota = paysAtQuota(component, quota);
  // A cap for another time than the quota's can't be held against it.
  if (cap && atQuota && cap.per === accumulate && atQuota.gt(cap.amount)) {
    warnings.push({ kind: "CAP_BELOW_QUOTA", field: "cap.amount", figures: [cap.amount, atQuota.toFixed()] });
  }
  const isShorter = cap?.per === "PERIOD" && accumulate !== "PERIOD";
  if (retroactive && accumulate !== "PERIOD" && ((isShorter && cap.excess === "LOST") || floor !== null)) {
    warnings.push({ kind: "MAY_FALL", field: floor !== null ? "floor" : "cap.per" });
  }
  const needsQuota = rates.by === "ATTAINMENT" || accelerator !== null || threshold?.by === "ATTAINMENT";
  if (needsQuota && quota !== undefined && !new Exact(quota).gt(0)) {
    warnings.push({ kind: "NO_QUOTA", field: "rates.by" });
  }
  return warnings;
}

/** What 100 % of the quota pays; undefined where the table alone can't tell. */
function paysAtQuota({ rates }: Commission | Override, quota: DecimalText | undefined): Exact | undefined {
  // Amounts by attainment are the same whatever the quota is.
  const known = quota ?? (rates.by === "ATTAINMENT" && rates.method === "INTERPOLATED" ? "1" : undefined);
  if (known === undefined || !new Exact(known).gt(0)) return undefined;
  const rating = ratingOf(rates, new Exact(known), null)!;
  return sumOf(rateSales(rating, new Exact(0), new Exact(known)));
}

function effectWarnings({ accumulate, retroactive }: Commission | Override): Warning[] {
  if (!retroactive || accumulate !== "PERIOD") return [];
  return [{ kind: "RETROACTIVE_IN_PERIOD", field: "retroactive" }];
}

function bonusWarnings({ table }: Bonus): Warning[] {
  const { tiers, method } = table;
  const warnings = attainments(tiers.map(({ from }, index) => [`table.tiers[${index}].from`, from]));
  if (method === "FLAT") {
    tiers.forEach(({ amount }, index) => {
      const before = tiers[index - 1];
      if (!before || new Exact(amount).gte(before.amount)) return;
      const figures = [String(index), String(index + 1)];
      warnings.push({ kind: "DECELERATOR", field: `table.tiers[${index}].amount`, figures });
    });
  }
  return warnings;
}

/** Attainments that are most probably percentages: 80 for 80 %. */
function attainments(bounds: readonly (readonly [field: string, bound: DecimalText | null])[]): Warning[] {
  return bounds.flatMap(([field, bound]) => {
    if (bound === null || new Exact(bound).lte(10)) return [];
    return [
      { kind: "HIGH_ATTAINMENT", field, figures: [percent(new Exact(bound)), percent(new Exact(bound).div(100))] },
    ];
  });
}

function percent(ratio: Exact): string {
  return ratio.times(100).toSignificantDigits(6).toFixed();
}
