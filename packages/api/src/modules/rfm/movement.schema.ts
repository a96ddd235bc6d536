import { queryRfmMovement, queryRfmMovers, type RfmMove, type RfmMovement, type RfmMover } from "@salesglass/core";
import { builder } from "../../builder.ts";
import { countedConnection } from "../counted-connection.ts";
import { Customer } from "../customers/customer.schema.ts";
import { customersOf } from "../customers/customers.schema.ts";
import { localeArgument } from "../locale.ts";
import { PeriodRange } from "../metrics/metric.schema.ts";
import { pageOf } from "../paging.ts";
import { type Answer, CustomerRfm, RfmType } from "./rfm.schema.ts";
import { segmentLabel } from "./segment-label.ts";

const RfmMoveType = builder.objectRef<RfmMove>("RfmMove").implement({
  description: "Customers who stood in one segment then and stand in another, or the same, now.",
  fields: (t) => ({
    from: t.exposeString("from", {
      complexity: 0,
      description: "Id of the segment then; `none` without a purchase in the window then.",
    }),
    fromLabel: t.string({
      complexity: 0,
      description: "Its name.",
      args: { locale: t.arg.string(localeArgument) },
      resolve: ({ from }, { locale }, { catalog }) => segmentLabel(catalog, from, locale),
    }),
    to: t.exposeString("to", {
      complexity: 0,
      description: "Id of the segment now; `none` without a purchase in the window now.",
    }),
    toLabel: t.string({
      complexity: 0,
      description: "Its name.",
      args: { locale: t.arg.string(localeArgument) },
      resolve: ({ to }, { locale }, { catalog }) => segmentLabel(catalog, to, locale),
    }),
    customers: t.exposeInt("customers", { complexity: 0, description: "How many." }),
    revenueBefore: t.exposeFloat("revenueBefore", {
      complexity: 0,
      description: "What they spent in the window then.",
    }),
    revenue: t.exposeFloat("revenue", { complexity: 0, description: "What they spent in the window now." }),
  }),
});

const RfmMoverType = builder
  .objectRef<{ customer: typeof Customer.$inferType; mover: RfmMover }>("RfmMover")
  .implement({
    description: "A customer, and where they stood and stand.",
    fields: (t) => ({
      customer: t.expose("customer", { type: Customer, description: "The customer." }),
      before: t.field({
        type: CustomerRfm,
        nullable: true,
        complexity: 0,
        description: "Figures and scores then; none without a purchase in the window.",
        resolve: ({ mover }) => mover.before,
      }),
      now: t.field({
        type: CustomerRfm,
        nullable: true,
        complexity: 0,
        description: "Figures and scores now; none without a purchase in the window.",
        resolve: ({ mover }) => mover.now,
      }),
    }),
  });

const RfmMoverConnection = countedConnection(RfmMoverType, "RfmMover", {
  page: "A page of customers who moved.",
  edge: "A customer and its place in the list.",
});

const RfmMovementType = builder
  .objectRef<{ movement: RfmMovement; question: Answer["question"] }>("RfmMovement")
  .implement({
    description: "Who moved from which segment to which, from one day to another.",
    fields: (t) => ({
      from: t.field({ type: "Date", description: "The earlier day.", resolve: ({ movement }) => movement.from }),
      windowBefore: t.field({
        type: PeriodRange,
        description: "The days whose purchases counted then.",
        resolve: ({ movement }) => movement.windowBefore,
      }),
      moves: t.field({
        type: [RfmMoveType],
        complexity: 1,
        description: "Every pair of segments that somebody moved between, those who stayed included.",
        resolve: ({ movement }) => [...movement.moves],
      }),
      members: t.connection(
        {
          type: RfmMoverType,
          description: "Who moved so: who spends most now first, then who spent most then.",
          args: {
            from: t.arg.string({ description: "A segment's id then, or `none`; any unless said." }),
            to: t.arg.string({ description: "A segment's id now, or `none`; any unless said." }),
          },
          resolve({ movement, question }, args, context, info) {
            const asked = { ...question, from: movement.from };
            return pageOf(args, async (page) => {
              const { total, movers } = await queryRfmMovers(context.warehouse.db, context.viewer.scope, asked, {
                ...page,
                from: args.from ?? undefined,
                to: args.to ?? undefined,
              });
              const records = await customersOf(movers, context, info, ["edges", "node", "customer"]);
              const byId = new Map(movers.map((mover) => [mover.customerId, mover]));
              const items = records.map((customer) => ({
                customer: { ...customer, figuresAsOf: movement.asOf },
                mover: byId.get(customer.id)!,
              }));
              return { total, items };
            });
          },
        },
        RfmMoverConnection,
      ),
    }),
  });

builder.objectField(RfmType, "movement", (t) =>
  t.field({
    type: RfmMovementType,
    complexity: 500,
    description:
      "Who moved between segments since an earlier day. Its window is the 12 months up to it, or the window given, moved back; computed cut points are those of each day, so that a customer can also move because the others did.",
    args: { from: t.arg({ type: "Date", description: "The earlier day; three months before asOf unless said." }) },
    resolve: async ({ question }, { from }, { warehouse, viewer }) => ({
      question,
      movement: await queryRfmMovement(warehouse.db, viewer.scope, { ...question, from: from ?? undefined }),
    }),
  }),
);
