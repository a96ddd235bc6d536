import { type AdoptionReason, adoptionReasonText, type SalesAround } from "@salesglass/core";
import { builder } from "../../builder.ts";
import { inLocale, localeArgument } from "../locale.ts";

const AroundReason = builder.enumType("SalesAroundReason", {
  description: "Why own sales before and after a day can't be compared.",
  values: {
    NOT_ADOPTED: { description: "The technology hasn't been adopted." },
    NOT_OVER: { description: "The days after it aren't over yet." },
    SALES_BEGAN_LATER: { description: "These sales began within the days before it." },
    NO_SALES: { description: "There are no own sales around it." },
  } as const,
});

type Around = Omit<SalesAround, "reason"> & { readonly reason: AdoptionReason | null; readonly days: number };

/** Own sales before and after a day, of whatever has one. */
export const SalesAroundType = builder.interfaceRef<Around>("SalesAround").implement({
  description:
    "Own revenue in as many days before a day as from it on. It tells what came after, not what came of it: much else happens in the same weeks.",
  fields: (t) => ({
    before: t.exposeFloat("before", {
      nullable: true,
      complexity: 0,
      description: "Mean own revenue a day before it.",
    }),
    after: t.exposeFloat("after", {
      nullable: true,
      complexity: 0,
      description: "The same from the day itself on.",
    }),
    difference: t.exposeFloat("difference", { nullable: true, complexity: 0, description: "after − before." }),
    low: t.exposeFloat("low", { nullable: true, complexity: 0, description: "Lower end of its 95 % interval." }),
    high: t.exposeFloat("high", { nullable: true, complexity: 0, description: "Upper end of its 95 % interval." }),
    significant: t.exposeBoolean("significant", {
      nullable: true,
      complexity: 0,
      description: "Zero lies outside of the interval.",
    }),
    reason: t.expose("reason", {
      type: AroundReason,
      nullable: true,
      complexity: 0,
      description: "Why there are no figures; none where there are.",
    }),
    reasonText: t.string({
      nullable: true,
      complexity: 0,
      description: "The same in words.",
      args: { locale: t.arg.string(localeArgument) },
      resolve: ({ reason, days }, { locale }) => reason && inLocale(adoptionReasonText(reason, days), locale),
    }),
  }),
});

/** How many days are compared. */
export const daysArgument = {
  required: true,
  defaultValue: 28,
  description: "How many days before and after are compared, 14 to 365; whole weeks compare like with like.",
} as const;
