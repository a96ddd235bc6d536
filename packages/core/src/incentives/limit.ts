import { lineOf, type PayContext } from "./context.ts";
import { amountText, Exact, zero } from "./decimals.ts";
import type { Commission, Override } from "./plan.ts";
import { prorate } from "./prorate.ts";
import type { SalesRecord } from "./sales-record.ts";
import { spanOf } from "./spans.ts";
import type { StatementLine } from "./statement.ts";

/** What a cap and a floor make of what was earned. */
export interface Limited {
  readonly lines: readonly StatementLine[];
  /** What of the earned amount is lost for good, as a negative amount. */
  readonly lost: Exact;
}

/**
 * Holds what a period has earned within the cap, pays what was carried as far as there is room, and adds up to the floor.
 */
export function limitPay(
  earned: Exact,
  record: SalesRecord,
  component: Commission | Override,
  context: PayContext,
): Limited {
  const { room, allowed, before } = roomFor(record, component, context);
  const left = room ? room.minus(earned) : null;
  const above = left?.isNegative() ? Exact.max(left, Exact.max(earned, zero).negated()) : zero;
  const carriedNow = left ? Exact.min(record.carried, Exact.max(left, zero)) : record.carried;
  const net = earned.plus(above).plus(carriedNow);
  const lines: StatementLine[] = [];
  const { cap } = component;
  const text = (amount: Exact) => amountText(amount, context.places);
  if (cap && !above.isZero()) {
    if (cap.excess === "CARRIED") record.carried = record.carried.minus(above);
    lines.push(
      lineOf(context, component, {
        type: "CAPPED",
        paid: above,
        reasons: [
          {
            kind: "CAP",
            cap: text(allowed),
            earned: text(earned),
            paidBefore: text(before),
            excess: cap.excess,
          },
        ],
      }),
    );
  }
  if (!carriedNow.isZero()) {
    const owed = record.carried;
    record.carried = owed.minus(carriedNow);
    lines.push(
      lineOf(context, component, {
        type: "CARRIED",
        paid: carriedNow,
        reasons: [{ kind: "CARRIED", before: text(owed), left: text(record.carried) }],
      }),
    );
  }
  if (record.cap) record.cap.paid = record.cap.paid.plus(net);
  lines.push(...floorLines(net, component, context));
  return { lines, lost: cap?.excess === "LOST" ? above : zero };
}

interface Room {
  /** Null where there is no cap. */
  readonly room: Exact | null;
  readonly allowed: Exact;
  /** Paid earlier in the cap's time. */
  readonly before: Exact;
}

function roomFor(record: SalesRecord, { cap }: Commission | Override, { plan, input, days, places }: PayContext): Room {
  if (!cap) {
    record.cap = null;
    return { room: null, allowed: zero, before: zero };
  }
  const { from } = spanOf(cap.per, plan, input);
  const going = record.cap?.from === from ? record.cap : undefined;
  const amount = new Exact(cap.amount);
  let allowed = amount;
  if (cap.per === "PERIOD" && days.length > 0) {
    // Of two versions within a period each brings the part of its days.
    allowed = prorate(amount, days, input.period, places).plus(going?.allowed ?? 0);
  }
  const before = going?.paid ?? zero;
  record.cap = { from, allowed, paid: before };
  return { room: allowed.minus(before), allowed, before };
}

function floorLines(net: Exact, component: Commission | Override, context: PayContext): StatementLine[] {
  if (component.floor === null || context.days.length === 0) return [];
  const floor = prorate(new Exact(component.floor), context.days, context.input.period, context.places);
  if (net.gte(floor)) return [];
  const [floorText, paidText] = [amountText(floor, context.places), amountText(net, context.places)];
  return [
    lineOf(context, component, {
      type: "FLOOR",
      paid: floor.minus(net),
      reasons: [{ kind: "FLOOR", floor: floorText, paid: paidText }],
    }),
  ];
}
