import { badInput, type RuleFigure, type Scope, type Text } from "@salesglass/core";
import { acknowledgeAlerts } from "../../alerts/acknowledge-alerts.ts";
import { alertsInScope, alertsInScopeSql } from "../../alerts/in-scope.ts";
import { builder } from "../../builder.ts";
import type { Prisma } from "../../generated/prisma/client.ts";
import { Customer } from "../customers/customer.schema.ts";
import { inLocale, localeArgument } from "../locale.ts";
import { maximalPageSize } from "../paging.ts";
import { RuleFigureType } from "../rules/figure.schema.ts";

const AlertState = builder.enumType("AlertState", {
  description: "Where an alert is in its life.",
  values: {
    OPEN: { description: "Its rule holds, and nobody has acknowledged it." },
    ACKNOWLEDGED: { description: "Its rule holds, and somebody has." },
    CLEARED: { description: "Its rule doesn't hold any more." },
  } as const,
});

const AlertNotice = builder.enumType("AlertNotice", {
  description: "Whether the webhook has been told of an alert.",
  values: {
    DELIVERED: { description: "It has." },
    WAITING: { description: "It is yet to be, or is tried again." },
  } as const,
});

const Alert = builder.prismaNode("Alert", {
  id: { field: "id" },
  nullable: true,
  findUnique: (id, { viewer }) => ({ id: Number(id), AND: [alertsInScope(viewer.scope)] }),
  description: "What a rule has found, for as long as it finds it. It is raised anew when it is found again later.",
  fields: (t) => ({
    rule: t.exposeString("rule", { description: "The rule's id." }),
    text: t.string({
      description: "What it says.",
      args: { locale: t.arg.string(localeArgument) },
      resolve: ({ text }, { locale }) => inLocale(text as unknown as Text, locale),
    }),
    subject: t.string({
      nullable: true,
      description: "Who or what it is about; none of the whole company.",
      select: { customer: { select: { name: true } } },
      args: { locale: t.arg.string(localeArgument) },
      resolve: ({ subject, customer }, { locale }) =>
        subject ? inLocale(subject as unknown as Text, locale) : (customer?.name ?? null),
    }),
    customer: t.relation("customer", { nullable: true, type: Customer, description: "The customer whom it is about." }),
    figures: t.field({
      type: [RuleFigureType],
      complexity: { field: 0, multiplier: 1 },
      description: "What the rule has judged: the figures of now, or the last ones of one that is cleared.",
      resolve: ({ figures }) => figures as unknown as RuleFigure[],
    }),
    state: t.field({
      type: AlertState,
      description: "Where it is in its life.",
      resolve: ({ clearedAt, acknowledgedAt }) => (clearedAt ? "CLEARED" : acknowledgedAt ? "ACKNOWLEDGED" : "OPEN"),
    }),
    raisedAt: t.expose("raisedAt", { type: "DateTime", description: "Since when." }),
    clearedAt: t.expose("clearedAt", { type: "DateTime", nullable: true, description: "Until when." }),
    acknowledgedAt: t.expose("acknowledgedAt", {
      type: "DateTime",
      nullable: true,
      description: "When somebody acknowledged it.",
    }),
    acknowledgedBy: t.exposeString("acknowledgedBy", { nullable: true, description: "Who." }),
    note: t.exposeString("note", { nullable: true, description: "What they said to it." }),
    notice: t.field({
      type: AlertNotice,
      nullable: true,
      description: "Whether the webhook has been told; none where there was none when it was raised.",
      select: { delivery: { select: { deliveredAt: true } } },
      resolve: ({ delivery }) => delivery && (delivery.deliveredAt ? "DELIVERED" : "WAITING"),
    }),
  }),
});

type StateName = typeof AlertState.$inferType;

interface Wanted {
  readonly state: readonly StateName[];
  readonly rule?: readonly string[] | null | undefined;
}

/** Alerts of the viewer's own customers, goals and teams; those of the whole are for who sees the whole. */
function whereOf(scope: Scope, { state, rule }: Wanted): Prisma.AlertWhereInput {
  const open = { clearedAt: null };
  const conditions: Readonly<Record<StateName, Prisma.AlertWhereInput>> = {
    OPEN: { ...open, acknowledgedAt: null },
    ACKNOWLEDGED: { ...open, acknowledgedAt: { not: null } },
    CLEARED: { clearedAt: { not: null } },
  };
  return {
    AND: [alertsInScope(scope), { OR: state.map((one) => conditions[one]) }, rule ? { rule: { in: [...rule] } } : {}],
  };
}

builder.queryField("alerts", (t) =>
  t.prismaConnection(
    {
      type: Alert,
      cursor: "id",
      maxSize: maximalPageSize,
      totalCount: (_, args, { prisma, viewer }) => prisma.alert.count({ where: whereOf(viewer.scope, args) }),
      description:
        "What the company's rules have found, the latest first. They are judged after each change of the data, and each day. A viewer sees what is about their own customers, goals and teams.",
      args: {
        state: t.arg({
          type: [AlertState],
          required: true,
          defaultValue: ["OPEN", "ACKNOWLEDGED"],
          description: "Only those that are there now unless said.",
        }),
        rule: t.arg.stringList({ description: "Only of these rules." }),
      },
      resolve: (query, _, args, { prisma, viewer }) =>
        prisma.alert.findMany({
          ...query,
          where: whereOf(viewer.scope, args),
          orderBy: [{ raisedAt: "desc" }, { id: "desc" }],
        }),
    },
    { name: "AlertConnection", description: "A page of alerts." },
    { name: "AlertEdge", description: "An alert and its place in the list." },
  ),
);

const Acknowledged = builder.objectRef<{ readonly acknowledged: number }>("AcknowledgedAlerts").implement({
  description: "What an acknowledgement did.",
  fields: (t) => ({
    acknowledged: t.exposeInt("acknowledged", { description: "How many weren't acknowledged before." }),
  }),
});

builder.mutationField("acknowledgeAlerts", (t) =>
  t.field({
    type: Acknowledged,
    description: "Notes that the caller has seen these alerts. What was acknowledged before keeps whose it is.",
    args: {
      ids: t.arg.globalIDList({ for: Alert, required: true, description: "Which, at most 500." }),
      note: t.arg.string({ description: "What is being done about them." }),
    },
    async resolve(_, { ids, note }, { store, viewer }) {
      const numbers = ids.map(({ id }) => numberOf(id));
      const inScope = alertsInScopeSql(viewer.scope, "a");
      const acknowledged = await acknowledgeAlerts(store, numbers, {
        note: note?.trim() || null,
        actor: viewer.name,
        inScope,
      });
      return { acknowledged };
    },
  }),
);

function numberOf(id: string): number {
  const number = Number(id);
  if (!Number.isInteger(number)) throw badInput(`ids: ${JSON.stringify(id)} is none of an alert`);
  return number;
}
