import { queryStages, type Stage } from "@salesglass/core";
import { builder } from "../../builder.ts";
import { inLocale, localeArgument } from "../locale.ts";
import { OpportunityStatusEnum } from "../sales/sales.schema.ts";

export const PipelineStage = builder.objectRef<Stage>("PipelineStage").implement({
  description: "A stage of the pipeline.",
  fields: (t) => ({
    key: t.exposeString("key", { complexity: 0, description: "What deals name it by." }),
    name: t.string({
      complexity: 0,
      description: "What people call it.",
      args: { locale: t.arg.string(localeArgument) },
      resolve: ({ name, nameZh }, { locale }) => inLocale({ en: name, "zh-CN": nameZh ?? name }, locale),
    }),
    place: t.exposeInt("place", { complexity: 0, description: "Its place in the order, from 1." }),
    kind: t.expose("kind", { type: OpportunityStatusEnum, complexity: 0, description: "What deals in it are." }),
    probability: t.exposeFloat("probability", {
      nullable: true,
      complexity: 0,
      description: "Chance to win of open deals in it that have none of their own, 0 to 1.",
    }),
  }),
});

builder.queryField("pipelineStages", (t) =>
  t.field({
    type: [PipelineStage],
    complexity: { field: 20, multiplier: 1 },
    description:
      "The stages of the pipeline in order: the company's list, or without one the stages of its deals, in the order in which deals enter them.",
    resolve: async (_, __, { warehouse, viewer }) => [...(await queryStages(warehouse.db, viewer.scope)).stages],
  }),
);
