import type { RuleFigure } from "@salesglass/core";
import { builder } from "../../builder.ts";
import { inLocale, localeArgument } from "../locale.ts";
import { Unit } from "../metrics/catalog.schema.ts";
import { Comparison, Reading } from "../metrics/metrics.schema.ts";

export const RuleFigureType = builder.objectRef<RuleFigure>("RuleFigure").implement({
  description: "A figure that a rule has judged.",
  fields: (t) => ({
    label: t.string({
      complexity: 0,
      description: "What people call it.",
      args: { locale: t.arg.string(localeArgument) },
      resolve: ({ label }, { locale }) => inLocale(label, locale),
    }),
    unit: t.expose("unit", { type: Unit, complexity: 0, description: "What it is measured in." }),
    as: t.expose("as", {
      type: Reading,
      complexity: 0,
      description: "How it is read: a CHANGE is a ratio whatever the unit.",
    }),
    value: t.exposeFloat("value", { complexity: 0, description: "What is judged." }),
    threshold: t.exposeFloat("threshold", {
      nullable: true,
      complexity: 0,
      description: "At which the rule begins to hold; none where a test of significance decides.",
    }),
    versus: t.expose("versus", {
      type: Comparison,
      nullable: true,
      complexity: 0,
      description: "What it is compared with, of own metrics.",
    }),
    current: t.exposeFloat("current", { nullable: true, complexity: 0, description: "What was compared." }),
    before: t.exposeFloat("before", { nullable: true, complexity: 0, description: "What it was compared with." }),
  }),
});
