import {
  type PeerGroup,
  type PeerStanding,
  parsePeriod,
  queryScorecards,
  type Score,
  type Scorecard,
  type ScoreMeasure,
  scoreMeasureLabel,
} from "@salesglass/core";
import { builder } from "../../builder.ts";
import { countedConnection } from "../counted-connection.ts";
import { resolveIds } from "../entity-ids.ts";
import { inLocale, localeArgument } from "../locale.ts";
import { pageOf } from "../paging.ts";
import { staffInScope } from "../record-scope.ts";

const ScoreMeasureEnum = builder.enumType("ScoreMeasure", {
  description: "What a scorecard looks at. More of each is better.",
  values: {
    ATTAINMENT: { description: "Revenue ÷ quota: 1 is 100 %." },
    REVENUE: { description: "Revenue of their own orders." },
    MARGIN: { description: "Gross profit ÷ revenue." },
    WIN_RATE: { description: "Deals won ÷ (won + lost)." },
    CSAT: { description: "The share of satisfied answers of the customers in their care." },
    NPS: { description: "Net promoter score of the customers in their care." },
    ACTIVITY: { description: "Interactions a week." },
  } as const satisfies Record<ScoreMeasure, object>,
});

const PeerGroupEnum = builder.enumType("PeerGroup", {
  description: "With whom somebody is compared.",
  values: {
    TEAM: { description: "Those who are in the same team today." },
    COMPANY: { description: "All reps." },
  } as const satisfies Record<PeerGroup, object>,
});

const PeerStandingType = builder.objectRef<PeerStanding>("PeerStanding").implement({
  description:
    "Where somebody is among their peers. With fewer than five others there are no figures: they would tell who has what.",
  fields: (t) => ({
    n: t.exposeInt("n", { complexity: 0, description: "How many others have a value." }),
    median: t.exposeFloat("median", { nullable: true, complexity: 0, description: "Median of the others." }),
    percentile: t.exposeFloat("percentile", {
      nullable: true,
      complexity: 0,
      description: "The share of the others who are below, equals counting half: 0 to 1.",
    }),
    z: t.exposeFloat("z", {
      nullable: true,
      complexity: 0,
      description: "(value − mean of the others) ÷ their standard deviation; none where they are all alike.",
    }),
  }),
});

const ScoreType = builder.objectRef<Score>("Score").implement({
  description: "One measure of one person.",
  fields: (t) => ({
    measure: t.expose("measure", { type: ScoreMeasureEnum, complexity: 0, description: "Which one." }),
    label: t.string({
      complexity: 0,
      description: "What people call it.",
      args: { locale: t.arg.string(localeArgument) },
      resolve: ({ measure }, { locale }) => inLocale(scoreMeasureLabel(measure), locale),
    }),
    value: t.exposeFloat("value", {
      nullable: true,
      complexity: 0,
      description: "None where there is nothing to measure.",
    }),
    peers: t.expose("peers", { type: PeerStandingType, complexity: 0, description: "Where that is among peers." }),
  }),
});

const ScorecardType = builder.objectRef<Scorecard>("Scorecard").implement({
  description: "What a rep comes to in a period, and where that is among their peers.",
  fields: (t) => ({
    rep: t.prismaField({
      type: "Rep",
      nullable: true,
      description: "Who. None for the moment in which the record has them no more.",
      resolve: (query, { repId }, _, { prisma, viewer }) =>
        prisma.rep.findUnique({ ...query, where: { id: repId, AND: [staffInScope(viewer.scope)] } }),
    }),
    scores: t.field({
      type: [ScoreType],
      complexity: { field: 1, multiplier: 7 },
      description: "All measures, in order.",
      resolve: ({ scores }) => [...scores],
    }),
  }),
});

builder.queryField("scorecards", (t) =>
  t.connection(
    {
      type: ScorecardType,
      description:
        "What reps come to in a period, and where that is among their peers: by name. A rep sees their own card, a manager those who are in their teams today; of peers nobody sees more than anonymous figures.",
      args: {
        period: t.arg({ type: "Period", required: true, description: "Which days." }),
        rep: t.arg.idList({ description: "One of these reps." }),
        team: t.arg.idList({ description: "Who is in one of these teams or their sub-teams today." }),
        peers: t.arg({
          type: PeerGroupEnum,
          required: true,
          defaultValue: "TEAM",
          description: "With whom they are compared.",
        }),
        asOf: t.arg({ type: "Date", description: "Leaves what happened after this day out; today unless said." }),
      },
      async resolve(_, { period, rep, team, peers, asOf, ...args }, context) {
        const { wholeWarehouse, viewer, calendar, catalog } = context;
        const [reps, teams] = await Promise.all([
          resolveIds(context, "rep", rep && { in: rep.map(String) }),
          resolveIds(context, "team", team && { in: team.map(String) }),
        ]);
        return pageOf(args, async ({ limit, offset }) => {
          // Peers are outside the scope: of them is told where one stands among five or more.
          const { total, cards } = await queryScorecards(wholeWarehouse.db, viewer.scope, {
            period: parsePeriod(period, calendar),
            calendar,
            catalog,
            peers,
            where: { rep: reps, team: teams },
            asOf: asOf ?? undefined,
            limit,
            offset,
          });
          return { total, items: cards };
        });
      },
    },
    countedConnection(ScorecardType, "Scorecard", {
      page: "A page of scorecards.",
      edge: "A scorecard and its place in the list.",
    }),
  ),
);
