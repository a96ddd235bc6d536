import { builder } from "../../builder.ts";
import {
  CompetitorMoveKind,
  CompetitorTopic,
  DemandSource,
  IndicatorFrequency,
  IndicatorKind,
  TechnologyStage,
} from "../../generated/prisma/enums.ts";

export const marketKinds = {
  indicator: builder.enumType(IndicatorKind, {
    name: "IndicatorKind",
    description: "What a series of the economy is about, and by which rules it is read.",
  }),
  frequency: builder.enumType(IndicatorFrequency, {
    name: "IndicatorFrequency",
    description: "How often a series has a value.",
  }),
  topic: builder.enumType(CompetitorTopic, {
    name: "CompetitorTopic",
    description: "What is observed of competitors.",
  }),
  move: builder.enumType(CompetitorMoveKind, { name: "CompetitorMoveKind", description: "What a competitor did." }),
  demandSource: builder.enumType(DemandSource, {
    name: "DemandSource",
    description: "How a sign of demand became known.",
  }),
  stage: builder.enumType(TechnologyStage, {
    name: "TechnologyStage",
    description: "How far a technology is: looked at, tried, used, or put off.",
  }),
};
