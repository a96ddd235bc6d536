import { builder } from "../../builder.ts";
import { DisputeStatus, PlanStatus, TeamRole } from "../../generated/prisma/enums.ts";

export const TeamRoleEnum = builder.enumType(TeamRole, {
  name: "TeamRole",
  description: "One is a member of one team at a time, and may manage several.",
});

export const PlanStatusEnum = builder.enumType(PlanStatus, {
  name: "PlanStatus",
  description: "A draft pays nobody; it can be compared with what is in force.",
});

export const DisputeStatusEnum = builder.enumType(DisputeStatus, {
  name: "DisputeStatus",
  description: "What became of a dispute.",
});

export const StatementStatusEnum = builder.enumType("StatementStatus", {
  description: "How far a statement is.",
  values: {
    DRAFT: { description: "It follows from today's facts, and changes with them." },
    CLOSED: { description: "It is what was paid, and never changes." },
    APPROVED: { description: "The same, and a manager has approved it." },
  } as const,
});

export const ComponentKindEnum = builder.enumType("ComponentKind", {
  description: "What a component of a plan pays.",
  values: {
    COMMISSION: { description: "A rate on credited sales." },
    OVERRIDE: { description: "A rate on the credited sales of a manager's teams." },
    BONUS: { description: "An amount for reaching a goal." },
    ALLOWANCE: { description: "A fixed amount a period." },
    SPIFF: { description: "A fixed amount for each of something, between two days." },
    DRAW: { description: "A guaranteed minimum a period." },
  } as const,
});

export const LineTypeEnum = builder.enumType("StatementLineType", {
  description: "What a line of a statement is.",
  values: {
    EARNED: { description: "What the component's rule pays." },
    CLAWBACK: { description: "Taken back for returns of earlier sales, at the rate that they were paid at." },
    CAPPED: { description: "Above the cap." },
    CARRIED: { description: "Paid now of what was above the cap earlier." },
    FLOOR: { description: "Added up to the floor." },
    DRAW: { description: "Added up to the guaranteed minimum." },
    RECOVERY: { description: "Paid back of that." },
    ADJUSTMENT: { description: "What a closed period should have paid by what is known now, less what it did." },
  } as const,
});

/** An amount that is paid. */
export interface MoneyValue {
  readonly amount: string;
  readonly currency: string;
}

export const Money = builder.objectRef<MoneyValue>("Money").implement({
  description: "An amount that is paid, exactly.",
  fields: (t) => ({
    amount: t.expose("amount", {
      type: "Decimal",
      complexity: 0,
      description: "With the places of its currency, such as `12.50`.",
    }),
    currency: t.exposeString("currency", { complexity: 0, description: "ISO 4217 code." }),
  }),
});
