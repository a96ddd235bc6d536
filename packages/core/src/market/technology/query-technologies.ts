import { sql } from "kysely";
import { type Calendar, checkDay, earlier } from "../../calendar.ts";
import { dateOf } from "../../filters.ts";
import { groupBy } from "../../group-by.ts";
import type { Text } from "../../metrics/definition.ts";
import type { Scope } from "../../scope.ts";
import { technologySignals } from "../../tables.ts";
import type { WarehouseDb } from "../../warehouse.ts";
import {
  type AroundReason,
  aroundReasonText,
  incomparable,
  querySalesAround,
  type SalesAround,
  usualDays,
} from "../sales-around.ts";

export type TechnologyStage = "ASSESS" | "TRIAL" | "ADOPT" | "HOLD";

export interface TechnologiesQuestion {
  readonly calendar: Calendar;
  /** The day to look from; today unless said. */
  readonly asOf?: string | undefined;
  /** Days before and after an adoption that are compared, 14 to 365; 28 unless said. */
  readonly days?: number | undefined;
}

/** A stage and the day from which a technology has had it. */
export interface StageSince {
  readonly stage: TechnologyStage;
  readonly since: string;
}

/** Why there are no results around an adoption. */
export type AdoptionReason = AroundReason | "NOT_ADOPTED";

/** How far a technology is, and own sales of its channel around the day on which it was adopted. */
export interface Technology extends Omit<SalesAround, "reason">, StageSince {
  readonly name: string;
  /** Own sales are those of this channel; all where there is none. */
  readonly channel: string | null;
  readonly process: string | null;
  /** All of its stages up to the day, the oldest first. */
  readonly stages: readonly StageSince[];
  /** The first day of use; null before. */
  readonly adoptedOn: string | null;
  readonly reason: AdoptionReason | null;
}

/**
 * How far each technology is on a day, by stage (adopted ones first, then trials, those that are looked at, and those that are
 * put off) and name; of those that were adopted, own revenue of the channel that they affect in as many days before as from that day on
 * (see `querySalesAround`).
 *
 * The channel and the process are those that were last recorded.
 *
 * @throws badInput for a day that is none, and for days that are no whole number from 14 to 365
 * @example await queryTechnologies(db, scope, { calendar })
 *   // [{ name: "Mini program", stage: "ADOPT", since: "2024-03-01", channel: "online", before: 512, after: 630, … }]
 */
export async function queryTechnologies(
  db: WarehouseDb,
  scope: Scope,
  { calendar, days = usualDays, ...question }: TechnologiesQuestion,
): Promise<Technology[]> {
  const asOf = earlier(checkDay(question.asOf ?? calendar.today, "asOf"), calendar.today);
  const { rows } = await sql<Signal>`
    select id, name, stage, since::text as since, channel, process from ${technologySignals()} as t
    where since <= ${dateOf(asOf)} order by name collate "C", t.since`.execute(db);
  const technologies = [...groupBy(rows, ({ name }) => name).values()].map((signals) => {
    const { id, name, stage, since } = signals.at(-1)!;
    const adoptedOn = signals.find(({ stage }) => stage === "ADOPT")?.since ?? null;
    const stages = signals.map(({ stage, since }) => ({ stage, since }));
    return {
      id,
      name,
      stage,
      since,
      channel: last(signals, "channel"),
      process: last(signals, "process"),
      stages,
      adoptedOn,
    };
  });
  const events = technologies.flatMap(({ id, adoptedOn, channel }) => {
    return adoptedOn === null ? [] : [{ id, day: adoptedOn, part: channel }];
  });
  const around = await querySalesAround(db, scope, events, { by: "channel", days, asOf });
  const found = technologies.map(({ id, ...technology }): Technology => {
    return { ...technology, ...(around.get(id) ?? { ...incomparable, reason: "NOT_ADOPTED" }) };
  });
  return order.flatMap((stage) => found.filter((one) => one.stage === stage));
}

interface Signal extends StageSince {
  readonly id: number;
  readonly name: string;
  readonly channel: string | null;
  readonly process: string | null;
}

const order: readonly TechnologyStage[] = ["ADOPT", "TRIAL", "ASSESS", "HOLD"];

/** What was last said of it. */
function last(signals: readonly Signal[], field: "channel" | "process"): string | null {
  return signals.findLast((signal) => signal[field] !== null)?.[field] ?? null;
}

/** Why there are no results around an adoption, in words. */
export function adoptionReasonText(reason: AdoptionReason, days: number): Text {
  return reason === "NOT_ADOPTED" ? notAdopted : aroundReasonText(reason, days);
}

const notAdopted: Text = { en: "It hasn't been adopted.", "zh-CN": "尚未采用。" };
