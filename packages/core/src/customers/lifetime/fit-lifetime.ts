import { badInput } from "../../errors.ts";
import type { Scope } from "../../scope.ts";
import type { WarehouseDb } from "../../warehouse.ts";
import { fitGroups } from "./fit-groups.ts";
import { queryHoldOut } from "./hold-out.ts";
import { isFar, type LifetimeMark, queryLifetimeMark } from "./mark.ts";
import type { Pause } from "./minimise.ts";
import { type PreparedLifetime, prepareLifetime } from "./prepare-lifetime.ts";
import { queryLifetimeGroups } from "./query-groups.ts";
import type { LifetimeGap, LifetimeModel, LifetimeQuestion } from "./question.ts";

/** A fit, to be kept and asked again: of which purchases it is, and the model, or why there is none. */
export interface LifetimeFit {
  readonly prepared: PreparedLifetime;
  readonly mark: LifetimeMark;
  readonly model: LifetimeModel | LifetimeGap;
}

/**
 * Fits BG/NBD and Gamma-Gamma to the purchases that a viewer may see, up to the as-of day, and says how far off they
 * would have been. Time is in days. A purchase is a day with an order whose net amount is positive, so that orders of
 * one day are one; what was spent on it is the net amount of these orders. Anonymous customers are left out.
 *
 * There is no model without its error: where none can be had, `model` says why.
 *
 * @param pause lets others have their turn between the steps of the fit
 * @throws badInput for a day before the first purchase, for filters that sales don't have or that cut histories short
 */
export async function fitLifetime(
  db: WarehouseDb,
  scope: Scope,
  question: LifetimeQuestion,
  pause?: Pause,
): Promise<LifetimeFit> {
  const prepared = await prepareLifetime(db, question);
  const mark = await queryLifetimeMark(db, scope, prepared);
  if (mark.firstDay === null) await refuseDayBeforeFirst(db, scope, prepared);
  return { prepared, mark, model: await modelOf(db, scope, prepared, mark, pause) };
}

/** Whether a fit is to be made again, because the purchases have changed too much since (`isFar`). */
export async function isOutdated(db: WarehouseDb, scope: Scope, { prepared, mark }: LifetimeFit): Promise<boolean> {
  return isFar(mark, await queryLifetimeMark(db, scope, prepared));
}

async function modelOf(
  db: WarehouseDb,
  scope: Scope,
  prepared: PreparedLifetime,
  { firstDay }: LifetimeMark,
  pause: Pause | undefined,
): Promise<LifetimeModel | LifetimeGap> {
  if (firstDay === null) return "NO_PURCHASES";
  const holdOut = await queryHoldOut(db, scope, prepared, firstDay, pause);
  if (typeof holdOut === "string") return holdOut;
  const groups = await queryLifetimeGroups(db, scope, prepared, prepared.asOf);
  const fit = await fitGroups(groups, pause);
  if (typeof fit === "string") return fit;
  const count = (fewest: number) =>
    groups.histories.reduce((sum, { frequency, customers }) => sum + (frequency >= fewest ? customers : 0), 0);
  return { ...fit, customers: count(0), repeatCustomers: count(1), holdOut };
}

async function refuseDayBeforeFirst(db: WarehouseDb, scope: Scope, prepared: PreparedLifetime): Promise<void> {
  const today = prepared.calendar.today;
  const { firstDay } = await queryLifetimeMark(db, scope, { ...prepared, asOf: today });
  if (firstDay === null) return;
  throw badInput(`asOf: ${prepared.asOf} is before the first purchase, expected a day from ${firstDay} to ${today}`);
}
