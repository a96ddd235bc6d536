import { builder } from "../../builder.ts";
import { Contender, HonourCycle } from "../../generated/prisma/enums.ts";

export const ContenderEnum = builder.enumType(Contender, {
  name: "Contender",
  description: "Who competes: reps or teams. A team's figure is its own, without its sub-teams'.",
});

export const HonourCycleEnum = builder.enumType(HonourCycle, {
  name: "HonourCycle",
  description: "How often an honour is given: at the end of each calendar month, quarter or year.",
});
