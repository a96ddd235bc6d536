import {
  type Economy as CoreEconomy,
  type EconomicAdvice,
  type EconomicSignal,
  economicPhaseText,
  economicSignalText,
  type LagCorrelation,
  queryEconomy,
  type Sensitivity,
  sensitivityText,
} from "@salesglass/core";
import { builder } from "../../builder.ts";
import { inLocale, localeArgument } from "../locale.ts";
import { marketKinds } from "./market-kinds.ts";

const EconomicPhase = builder.enumType("EconomicPhase", {
  description: "The phase of an economy.",
  values: {
    EXPANSION: { description: "Unemployment or output is known, and nothing of the others is so." },
    SLOWDOWN: {
      description: "Unemployment or output is weakening, or interest rates have risen by a point within a year.",
    },
    RECESSION: { description: "The Sahm rule or the output rule says so." },
    RECOVERY: { description: "One of them said so within the last twelve months." },
  } as const,
});

const EconomicRule = builder.enumType("EconomicRule", {
  description: "Which rule reads a series.",
  values: {
    SAHM: {
      description:
        "Unemployment: the mean of three months against the lowest such mean of the twelve months before. 0.5 points above it is a recession, 0.3 weakening.",
    },
    OUTPUT: {
      description:
        "Two quarters of decline on end, or a year of it, are a recession; one quarter, or growth of less than half the mean of the four periods before, is weakening.",
    },
    INFLATION: { description: "Prices that rise by more than 4 % in a year rise fast; below 0 they fall." },
    INTEREST_RATE: { description: "A point more than a year ago is rising, a point less falling." },
  } as const,
});

const EconomicReading = builder.enumType("EconomicReading", {
  description: "What a rule says of a series.",
  values: [
    "RECESSION",
    "WEAKENING",
    "STEADY",
    "PRICES_RISING",
    "PRICES_FALLING",
    "RATES_RISING",
    "RATES_FALLING",
  ] as const,
});

const AdviceTopic = builder.enumType("AdviceTopic", {
  description: "What advice is about.",
  values: {
    PRICING: { description: "What is asked for goods." },
    OFFER: { description: "What is offered." },
  } as const,
});

const EconomicSignalType = builder.objectRef<EconomicSignal>("EconomicSignal").implement({
  description: "What the rule of a series says, and the figure that made it.",
  fields: (t) => ({
    series: t.string({
      description: "The source system's own key of the series.",
      resolve: ({ series }) => series.externalId,
    }),
    name: t.string({
      description: "The name of the series.",
      args: { locale: t.arg.string(localeArgument) },
      resolve: ({ series }, { locale }) => inLocale(series.name, locale),
    }),
    frequency: t.field({
      type: marketKinds.frequency,
      description: "How often it has a value.",
      resolve: ({ series }) => series.frequency,
    }),
    rule: t.expose("rule", { type: EconomicRule, description: "Which rule." }),
    period: t.expose("period", { type: "Date", description: "The first day of the period that it looks at." }),
    value: t.exposeFloat("value", {
      description:
        "The rule's figure. SAHM: points above the low; OUTPUT: growth on the period before, 0.02 is 2 %; INFLATION: rise over a year, 0.02 is 2 %; INTEREST_RATE: points over a year.",
    }),
    reading: t.expose("reading", { type: EconomicReading, description: "What it says." }),
    since: t.expose("since", { type: "Date", description: "The first of the periods on end that say the same." }),
    outdated: t.exposeBoolean("outdated", {
      description: "Its latest figure is too old to say anything of the day; it doesn't count.",
    }),
    text: t.string({
      description: "The same in words.",
      args: { locale: t.arg.string(localeArgument) },
      resolve: (signal, { locale }) => inLocale(economicSignalText(signal), locale),
    }),
  }),
});

const LagCorrelationType = builder
  .objectRef<LagCorrelation & { readonly of: Sensitivity }>("LagCorrelation")
  .implement({
    description: "How changes of own sales and of a series go together, sales following by some periods.",
    fields: (t) => ({
      series: t.string({
        complexity: 0,
        description: "The source system's own key of the series.",
        resolve: ({ of }) => of.series.externalId,
      }),
      name: t.string({
        complexity: 0,
        description: "The name of the series.",
        args: { locale: t.arg.string(localeArgument) },
        resolve: ({ of }, { locale }) => inLocale(of.series.name, locale),
      }),
      lag: t.exposeInt("lag", { complexity: 0, description: "By how many periods of the series sales follow." }),
      pairs: t.exposeInt("pairs", { complexity: 0, description: "Periods in which both changes are known." }),
      independentPairs: t.exposeFloat("independentPairs", {
        nullable: true,
        complexity: 0,
        description: "So many independent pairs would tell as much: neighbours are alike.",
      }),
      correlation: t.exposeFloat("correlation", {
        nullable: true,
        complexity: 0,
        description: "Pearson's r of changes over a year; none where there is too little data, or nothing changes.",
      }),
      low: t.exposeFloat("low", { nullable: true, complexity: 0, description: "Lower end of its 95 % interval." }),
      high: t.exposeFloat("high", { nullable: true, complexity: 0, description: "Upper end of its 95 % interval." }),
      pValue: t.exposeFloat("pValue", {
        nullable: true,
        complexity: 0,
        description: "How likely so much is by chance, all seven lags taken into account.",
      }),
      significant: t.exposeBoolean("significant", {
        nullable: true,
        complexity: 0,
        description: "pValue is below 0.05.",
      }),
      tooFew: t.exposeBoolean("tooFew", { complexity: 0, description: "There is too little data for a figure." }),
    }),
  });

const SensitivityType = builder.objectRef<Sensitivity>("Sensitivity").implement({
  description: "How own sales have followed a series.",
  fields: (t) => ({
    series: t.string({
      description: "The source system's own key of the series.",
      resolve: ({ series }) => series.externalId,
    }),
    name: t.string({
      description: "The name of the series.",
      args: { locale: t.arg.string(localeArgument) },
      resolve: ({ series }, { locale }) => inLocale(series.name, locale),
    }),
    lags: t.field({
      type: [LagCorrelationType],
      complexity: { field: 1, multiplier: 7 },
      description: "Lags 0 to 6.",
      resolve: (sensitivity) => sensitivity.lags.map((lag) => ({ ...lag, of: sensitivity })),
    }),
    strongest: t.field({
      type: LagCorrelationType,
      nullable: true,
      description: "The strongest of those that are significant; none where none is.",
      resolve: (sensitivity) => sensitivity.strongest && { ...sensitivity.strongest, of: sensitivity },
    }),
    text: t.string({
      description: "The same in words.",
      args: { locale: t.arg.string(localeArgument) },
      resolve: (sensitivity, { locale }) => inLocale(sensitivityText(sensitivity), locale),
    }),
  }),
});

const EconomicAdviceType = builder.objectRef<EconomicAdvice>("EconomicAdvice").implement({
  description: "What the economy suggests, and why.",
  fields: (t) => ({
    topic: t.expose("topic", { type: AdviceTopic, description: "What it is about." }),
    text: t.string({
      description: "The advice.",
      args: { locale: t.arg.string(localeArgument) },
      resolve: ({ text }, { locale }) => inLocale(text, locale),
    }),
    reasons: t.stringList({
      description: "The figures from which it follows.",
      args: { locale: t.arg.string(localeArgument) },
      resolve: ({ reasons }, { locale }) => reasons.map((reason) => inLocale(reason, locale)),
    }),
  }),
});

const Economy = builder.objectRef<CoreEconomy>("Economy").implement({
  description: "The phase of the economy, what made it, how own sales have followed, and what that suggests.",
  fields: (t) => ({
    asOf: t.expose("asOf", { type: "Date", description: "The day that it is seen from." }),
    phase: t.expose("phase", {
      type: EconomicPhase,
      nullable: true,
      description: "None where no recent series of monthly unemployment or of output is known.",
    }),
    phaseText: t.string({
      description: "The same in words.",
      args: { locale: t.arg.string(localeArgument) },
      resolve: (economy, { locale }) => inLocale(economicPhaseText(economy), locale),
    }),
    signals: t.field({
      type: [EconomicSignalType],
      complexity: { field: 1, multiplier: 20 },
      description: "What the rules say, one a series that a rule reads, by name.",
      resolve: ({ signals }) => [...signals],
    }),
    sensitivities: t.field({
      type: [SensitivityType],
      complexity: { field: 1, multiplier: 20 },
      description: "How own sales have followed each series, by name.",
      resolve: ({ sensitivities }) => [...sensitivities],
    }),
    correlations: t.field({
      type: [LagCorrelationType],
      complexity: { field: 1, multiplier: 140 },
      description: "The same as one list: one a series and lag.",
      resolve: ({ sensitivities }) => sensitivities.flatMap((one) => one.lags.map((lag) => ({ ...lag, of: one }))),
    }),
    advice: t.field({
      type: [EconomicAdviceType],
      complexity: { field: 1, multiplier: 6 },
      description: "What it suggests for pricing and for the offer.",
      resolve: ({ advice }) => [...advice],
    }),
  }),
});

builder.queryField("economy", (t) =>
  t.field({
    type: Economy,
    complexity: 400,
    description:
      "The phase of the economy by stated rules, with the figures that made it; how own sales have followed its series; and advice. Sales are those that the viewer may see.",
    args: {
      country: t.arg.string({ description: "Only series of this country; all unless said." }),
      asOf: t.arg({ type: "Date", description: "The day to look from; today unless said." }),
    },
    resolve: (_, { country, asOf }, { warehouse, viewer, calendar }) =>
      queryEconomy(warehouse.db, viewer.scope, { calendar, country, asOf: asOf ?? undefined }),
  }),
);
