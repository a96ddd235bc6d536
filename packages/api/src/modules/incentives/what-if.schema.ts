import {
  badInput,
  type DealPay,
  type HypotheticalDeal,
  type NextTier,
  type PayChange,
  type PayComparison,
  type PayCost,
  parsePeriod,
} from "@salesglass/core";
import { builder } from "../../builder.ts";
import type { Context } from "../../context.ts";
import { payPeriodOf } from "../../incentives/pay-periods.ts";
import { statementsOf, visiblePeople } from "../../incentives/statement-views.ts";
import { comparePlan, nextTiersOf, payoutOfDeal, type Standing, standingOf } from "../../incentives/what-if.ts";
import { resolveIds } from "../entity-ids.ts";
import { inLocale, localeArgument } from "../locale.ts";
import { Money } from "./kinds.ts";

/** An answer, and the plan that it is of. */
type Of<T> = T & { readonly standing: Standing };

const money = (amount: string, currency: string) => ({ amount, currency });

const DealComponent = builder.objectRef<Of<DealPay["components"][number]>>("DealComponent").implement({
  description: "What a deal would change of a component's pay.",
  fields: (t) => ({
    component: t.exposeString("component", { complexity: 0, description: "The component's key." }),
    label: t.string({
      args: { locale: t.arg.string(localeArgument) },
      complexity: 0,
      description: "What people call it.",
      resolve: ({ component, standing }, { locale }) => labelIn(standing, component, locale),
    }),
    pays: t.field({
      type: Money,
      complexity: 0,
      description: "What it would add.",
      resolve: ({ pays, standing }) => money(pays, standing.plan.currency),
    }),
  }),
});

const DealPayoutType = builder.objectRef<Of<DealPay>>("DealPayout").implement({
  description: "What one more deal would pay.",
  fields: (t) => ({
    pays: t.field({
      type: Money,
      complexity: 0,
      description: "All in all, draws and caps included.",
      resolve: ({ pays, standing }) => money(pays, standing.plan.currency),
    }),
    before: t.field({
      type: Money,
      complexity: 0,
      description: "The month's pay by this plan without it.",
      resolve: ({ before, standing }) => money(before, standing.plan.currency),
    }),
    after: t.field({
      type: Money,
      complexity: 0,
      description: "And with it.",
      resolve: ({ after, standing }) => money(after, standing.plan.currency),
    }),
    components: t.field({
      type: [DealComponent],
      complexity: { field: 1, multiplier: 5 },
      description: "By component, those that it changes.",
      resolve: ({ components, standing }) => components.map((one) => ({ ...one, standing })),
    }),
  }),
});

const NextTierType = builder.objectRef<Of<{ component: string; next: NextTier }>>("NextTier").implement({
  description: "How far it is to what comes next as sales rise.",
  fields: (t) => ({
    component: t.exposeString("component", { complexity: 0, description: "The component's key." }),
    label: t.string({
      args: { locale: t.arg.string(localeArgument) },
      complexity: 0,
      description: "What people call it.",
      resolve: ({ component, standing }, { locale }) => labelIn(standing, component, locale),
    }),
    kind: t.field({
      type: builder.enumType("NextTierKind", {
        description: "What comes next.",
        values: {
          TIER: { description: "A tier of the table." },
          THRESHOLD: { description: "The figure under which nothing is paid." },
          ACCELERATOR: { description: "Where acceleration begins." },
        } as const,
      }),
      complexity: 0,
      description: "What comes next.",
      resolve: ({ next }) => next.kind,
    }),
    at: t.field({
      type: "Decimal",
      complexity: 0,
      description: "Where it begins, in the basis.",
      resolve: ({ next }) => next.at,
    }),
    reached: t.field({
      type: "Decimal",
      complexity: 0,
      description: "What there is so far.",
      resolve: ({ next }) => next.reached,
    }),
    missing: t.field({
      type: "Decimal",
      complexity: 0,
      description: "What is missing.",
      resolve: ({ next }) => next.missing,
    }),
    rate: t.field({
      type: "Decimal",
      nullable: true,
      complexity: 0,
      description: "Money for one more of the basis now.",
      resolve: ({ next }) => next.rate,
    }),
    nextRate: t.field({
      type: "Decimal",
      nullable: true,
      complexity: 0,
      description: "And from there on.",
      resolve: ({ next }) => next.nextRate,
    }),
    pays: t.field({
      type: Money,
      nullable: true,
      complexity: 0,
      description: "What exactly the missing would pay.",
      resolve: ({ next, standing }) => (next.pays === null ? null : money(next.pays, standing.plan.currency)),
    }),
  }),
});

function labelIn({ plan }: Standing, component: string, locale: string | null | undefined): string {
  const found = plan.components.find(({ id }) => id === component);
  return found ? inLocale(found.label, locale) : component;
}

const DealInput = builder.inputType("DealInput", {
  description: "A deal that isn't made yet. What is left out isn't known, and meets no condition of a plan.",
  fields: (t) => ({
    amount: t.field({ type: "Decimal", required: true, description: "Its net amount." }),
    cost: t.field({ type: "Decimal", description: "What it costs; without it, it adds no gross profit." }),
    quantity: t.field({ type: "Decimal", description: "Units; 1 unless said." }),
    product: t.string({ description: "The product's key in the source system." }),
    category: t.string({ description: "Its category." }),
    channel: t.string({ description: "Sales channel." }),
    region: t.string({ description: "Sales region." }),
    isNewCustomer: t.boolean({ description: "Whether it would be the customer's first order; false unless said." }),
  }),
});

interface Comparison extends PayComparison {
  readonly currency: string;
}

const CostType = builder.objectRef<PayCost & { currency: string }>("PayCost").implement({
  description: "What pay costs.",
  fields: (t) => ({
    cost: t.field({
      type: Money,
      complexity: 0,
      description: "All of it.",
      resolve: ({ cost, currency }) => money(cost, currency),
    }),
    shareOfRevenue: t.field({
      type: "Decimal",
      nullable: true,
      complexity: 0,
      description: "Of the revenue: 0.05 is 5 %.",
      resolve: ({ shareOfRevenue }) => shareOfRevenue,
    }),
  }),
});

const ChangeType = builder.objectRef<PayChange & { currency: string }>("PayChange").implement({
  description: "What changes for a person.",
  fields: (t) => ({
    rep: t.prismaField({
      type: "Rep",
      description: "Who.",
      resolve: (query, { person }, _, { prisma }) =>
        prisma.rep.findUniqueOrThrow({ ...query, where: { id: Number(person) } }),
    }),
    before: t.field({
      type: Money,
      complexity: 0,
      description: "By the plans in force.",
      resolve: ({ before, currency }) => money(before, currency),
    }),
    after: t.field({
      type: Money,
      complexity: 0,
      description: "By the plan that is tried.",
      resolve: ({ after, currency }) => money(after, currency),
    }),
    change: t.field({
      type: Money,
      complexity: 0,
      description: "The difference.",
      resolve: ({ change, currency }) => money(change, currency),
    }),
  }),
});

const ComparisonType = builder.objectRef<Comparison>("PlanComparison").implement({
  description: "What people are paid by two plans on the same sales.",
  fields: (t) => ({
    before: t.field({
      type: CostType,
      complexity: 0,
      description: "By the plans in force.",
      resolve: ({ before, currency }) => ({ ...before, currency }),
    }),
    after: t.field({
      type: CostType,
      complexity: 0,
      description: "By the plan that is tried.",
      resolve: ({ after, currency }) => ({ ...after, currency }),
    }),
    change: t.field({
      type: Money,
      complexity: 0,
      description: "The difference.",
      resolve: ({ change, currency }) => money(change, currency),
    }),
    winners: t.field({
      type: [ChangeType],
      complexity: { field: 1, multiplier: 20 },
      description: "Who has more, the greatest change first.",
      resolve: ({ winners, currency }) => winners.map((one) => ({ ...one, currency })),
    }),
    losers: t.field({
      type: [ChangeType],
      complexity: { field: 1, multiplier: 20 },
      description: "Who has less, the greatest change first.",
      resolve: ({ losers, currency }) => losers.map((one) => ({ ...one, currency })),
    }),
    unchanged: t.exposeInt("unchanged", { complexity: 0, description: "How many have the same." }),
  }),
});

/** Where someone stands in an open month; undefined where they are on no plan, or out of the viewer's scope. */
async function standingIn(
  context: Context,
  rep: string | number,
  period: string | null | undefined,
): Promise<Standing | undefined> {
  const { calendar, viewer } = context;
  const month = payPeriodOf(period ?? calendar.today.slice(0, 7), calendar);
  const reps = await resolveIds(context, "rep", { in: [String(rep)] });
  const [found] = await statementsOf(context, viewer.scope, month, reps!.in!);
  if (found && !found.due)
    throw badInput(`period: ${month.key} is closed, expected one that is open: what it pays is settled`);
  return found?.due ? standingOf(found.due) : undefined;
}

builder.queryFields((t) => ({
  payoutOfDeal: t.field({
    type: DealPayoutType,
    nullable: true,
    complexity: 200,
    description: "What one more deal would pay someone in an open month; null where they are on no plan.",
    args: {
      rep: t.arg.id({ required: true, description: "Whose: a global id, or the source system's own key." }),
      deal: t.arg({ type: DealInput, required: true, description: "The deal." }),
      period: t.arg({ type: "Period", description: "The month; the one under way unless said." }),
    },
    async resolve(_, { rep, deal, period }, context) {
      const standing = await standingIn(context, rep, period);
      if (!standing) return null;
      const given = Object.fromEntries(
        Object.entries(deal).filter(([, value]) => value != null),
      ) as unknown as HypotheticalDeal;
      const { days } = standing.input;
      return { ...payoutOfDeal(standing, given, days.at(-1)!.to ?? standing.input.period.to), standing };
    },
  }),

  nextTiers: t.field({
    type: [NextTierType],
    complexity: { field: 200, multiplier: 5 },
    description: "How far it is to the next tier of each component of someone's plan in an open month.",
    args: {
      rep: t.arg.id({ required: true, description: "Whose: a global id, or the source system's own key." }),
      period: t.arg({ type: "Period", description: "The month; the one under way unless said." }),
    },
    async resolve(_, { rep, period }, context) {
      const standing = await standingIn(context, rep, period);
      return standing ? nextTiersOf(standing).map((one) => ({ ...one, standing })) : [];
    },
  }),

  comparePlan: t.field({
    type: ComparisonType,
    authScopes: { planner: true },
    complexity: { field: 2_000, multiplier: 1 },
    description:
      "What a draft, or another rate, would have cost on the sales of whole months, and who would have won and lost: of the people whom the viewer sees.",
    args: {
      plan: t.arg({ type: "JSON", required: true, description: "The plan that is tried." }),
      replaces: t.arg.string({ required: true, description: "The key of the plan in whose place it is tried." }),
      period: t.arg({ type: "Period", required: true, description: "Whole months, such as a year." }),
    },
    async resolve(_, { plan, replaces, period }, context) {
      const { viewer, calendar, company } = context;
      const asked = parsePeriod(period, calendar);
      const people = await visiblePeople(context, viewer.scope, asked);
      return {
        ...(await comparePlan(context, viewer.scope, people, { plan, replaces, period: asked })),
        currency: company.currency,
      };
    },
  }),
}));
