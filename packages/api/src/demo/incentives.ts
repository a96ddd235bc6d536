import { addMonths, bucketStart, type Plan, parsePlan } from "@salesglass/core";
import type { Store } from "../store/store.ts";
import type { GivenRow } from "../writing/write-rows.ts";

/** How many months before the last day the demo company begins to pay by its plans, and how many of them it has closed. */
const monthsPaid = 8;
export const monthsClosed = 6;

/** The first day on which somebody is on a plan. */
export function firstPlanDay(until: string): string {
  return bucketStart(addMonths(until, -monthsPaid), "month", { fiscalYearStart: 1, weekStart: 1 });
}

/**
 * What the demo company pays: reps by tiers of their quarter's quota, with an accelerator above it, something for each new
 * customer, their travel, and a part of their team's quarterly bonus; team leads on what their teams sell.
 */
export function demoPlans(until: string): Plan[] {
  const from = firstPlanDay(until);
  return [
    {
      id: "field",
      label: { en: "Field sales", "zh-CN": "外勤销售方案" },
      note: { en: "For everybody who sells.", "zh-CN": "适用于所有销售人员。" },
      currency: "CNY",
      from,
      components: [
        {
          id: "commission",
          kind: "COMMISSION",
          label: { en: "Commission", "zh-CN": "销售提成" },
          basis: "REVENUE",
          accumulate: "QUARTER",
          rates: {
            by: "ATTAINMENT",
            method: "STEP",
            tiers: [
              { from: 0, to: "80%", rate: "2%" },
              { from: "80%", to: "100%", rate: "3%" },
              { from: "100%", rate: "4%" },
            ],
          },
        },
        {
          id: "new-customers",
          kind: "SPIFF",
          label: { en: "New customers", "zh-CN": "新客户奖励" },
          amount: 50,
          per: "FIRST_ORDER",
          from,
          to: `${until.slice(0, 4)}-12-31`,
        },
        {
          id: "team-bonus",
          kind: "BONUS",
          label: { en: "Team bonus", "zh-CN": "团队奖金" },
          every: "QUARTERLY",
          share: "BY_SALES",
          table: {
            method: "FLAT",
            tiers: [
              { from: "90%", to: "100%", amount: 4000 },
              { from: "100%", amount: 8000 },
            ],
          },
        },
        { id: "travel", kind: "ALLOWANCE", label: { en: "Travel", "zh-CN": "交通补贴" }, amount: 600 },
        { id: "phone", kind: "ALLOWANCE", label: { en: "Phone", "zh-CN": "通讯补贴" }, amount: 200 },
      ],
    },
    {
      id: "lead",
      label: { en: "Team lead", "zh-CN": "团队主管方案" },
      note: {
        en: "For who leads a region: their own sales, and their team's.",
        "zh-CN": "适用于区域主管：本人业绩与团队业绩。",
      },
      currency: "CNY",
      from,
      components: [
        {
          id: "own",
          kind: "COMMISSION",
          label: { en: "Own sales", "zh-CN": "本人提成" },
          basis: "REVENUE",
          rate: "2%",
        },
        {
          id: "team",
          kind: "OVERRIDE",
          label: { en: "The team's sales", "zh-CN": "团队提成" },
          basis: "REVENUE",
          rate: "0.5%",
          ownSales: false,
        },
        {
          id: "minimum",
          kind: "DRAW",
          label: { en: "Guaranteed minimum", "zh-CN": "保底收入" },
          minimum: 3000,
          recoverable: true,
        },
        { id: "travel", kind: "ALLOWANCE", label: { en: "Travel", "zh-CN": "交通补贴" }, amount: 1000 },
      ],
    },
  ].map(parsePlan);
}

/** Rows of our import tables of who is on which plan: the first of each team, who is the strongest, leads it. */
export async function staffOf(
  store: Pick<Store, "query">,
  until: string,
): Promise<Record<"memberships" | "assignments", GivenRow[]>> {
  const leads = await store.query<{ rep: string; team: string }>(
    `select min(r.external_id) as rep, t.external_id as team from public.rep r join public.team t on t.id = r.team_id
     group by t.external_id order by 1`,
  );
  const starts_on = firstPlanDay(until);
  return {
    memberships: leads.map(({ rep, team }) => ({ id: `M-${rep}`, rep, team, role: "MANAGER", starts_on })),
    assignments: [
      { id: "A-ALL", plan: "field", team: "T-ALL", starts_on },
      ...leads.map(({ rep }) => ({ id: `A-${rep}`, plan: "lead", rep, starts_on })),
    ],
  };
}
