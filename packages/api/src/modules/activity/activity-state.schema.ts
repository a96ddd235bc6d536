import { builder } from "../../builder.ts";

export const ActivityState = builder.enumType("ActivityState", {
  description: "How long ago a customer bought, against their usual gap between purchases.",
  values: {
    ACTIVE: { description: "Within the usual gap." },
    COOLING: { description: "Longer ago than the usual gap." },
    DORMANT: { description: "Longer ago than twice the usual gap." },
    LOST: { description: "Longer ago than four times the usual gap." },
    PROSPECT: { description: "Never bought." },
  } as const,
});

export const ActivityFilter = builder.inputType("ActivityFilter", {
  description: "Matches when every condition given is met.",
  fields: (t) => ({
    in: t.field({ type: [ActivityState], description: "One of these." }),
    not: t.field({ type: [ActivityState], description: "None of these." }),
  }),
});
