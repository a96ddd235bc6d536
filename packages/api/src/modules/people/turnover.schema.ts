import { type Turnover as CoreTurnover, parsePeriod, queryTurnover, type TurnoverFigures } from "@salesglass/core";
import { builder } from "../../builder.ts";
import { resolveIds } from "../entity-ids.ts";
import { entityId } from "../metrics/dimension-names.ts";
import { IdFilter } from "../metrics/metric-inputs.ts";

interface Row extends TurnoverFigures {
  readonly teamId: number | null;
  readonly teamName: string | null;
}

const TurnoverRow = builder.objectRef<Row>("TurnoverRow").implement({
  description: "Who came, who left, and who is there.",
  fields: (t) => ({
    teamId: t.id({
      nullable: true,
      complexity: 0,
      description: "The global id of the team that they are in, or last were; none of all, and of who has no team.",
      resolve: ({ teamId }) => (teamId === null ? null : entityId("team", teamId)),
    }),
    teamName: t.exposeString("teamName", { nullable: true, complexity: 0, description: "The team's name." }),
    headcount: t.exposeInt("headcount", { complexity: 0, description: "On the last day that is known." }),
    meanHeadcount: t.exposeFloat("meanHeadcount", { complexity: 0, description: "Over the days of the period." }),
    joined: t.exposeInt("joined", { complexity: 0, description: "How many were hired." }),
    left: t.exposeInt("left", { complexity: 0, description: "How many left." }),
    annualTurnover: t.exposeFloat("annualTurnover", {
      nullable: true,
      complexity: 0,
      description: "left ÷ meanHeadcount × 365 ÷ days: 0.2 is 20 % a year. None where nobody was there.",
    }),
    tenureDays: t.exposeFloat("tenureDays", {
      nullable: true,
      complexity: 0,
      description: "Median days since hiring of who is there, where it is known.",
    }),
    tenured: t.exposeInt("tenured", { complexity: 0, description: "Of how many it is known." }),
    leaverTenureDays: t.exposeFloat("leaverTenureDays", {
      nullable: true,
      complexity: 0,
      description: "Median days that those stayed who left.",
    }),
  }),
});

const Turnover = builder.objectRef<CoreTurnover>("Turnover").implement({
  description: "How many reps came and left, and how long they stay.",
  fields: (t) => ({
    knownTo: t.expose("knownTo", { type: "Date", description: "The last day that is known." }),
    days: t.exposeInt("days", { description: "Days of the period that are known." }),
    total: t.field({
      type: TurnoverRow,
      description: "Everybody.",
      resolve: ({ total }): Row => ({ ...total, teamId: null, teamName: null }),
    }),
    teams: t.field({
      type: [TurnoverRow],
      complexity: { field: 0, multiplier: 1 },
      description: "By team, the largest first.",
      resolve: ({ teams }) => [...teams],
    }),
  }),
});

builder.queryField("turnover", (t) =>
  t.field({
    type: Turnover,
    authScopes: { planner: true },
    complexity: 100,
    description:
      "How many reps came and left in a period, and how long they stay: in all and by the team that they are in, or last were. For executives, administrators and managers, of their teams.",
    args: {
      period: t.arg({ type: "Period", required: true, description: "Which days." }),
      team: t.arg({ type: IdFilter, description: "Reps of these teams or their sub-teams." }),
      asOf: t.arg({ type: "Date", description: "Leaves what happened after this day out; today unless said." }),
    },
    async resolve(_, { period, team, asOf }, context) {
      const { warehouse, viewer, calendar } = context;
      return queryTurnover(warehouse.db, viewer.scope, {
        period: parsePeriod(period, calendar),
        calendar,
        team: await resolveIds(context, "team", team),
        asOf: asOf ?? undefined,
      });
    },
  }),
);
