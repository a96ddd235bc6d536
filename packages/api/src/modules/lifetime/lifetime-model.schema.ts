import type { LifetimeHoldOut as HoldOut, HoldOutFigures, LifetimeModel as Model } from "@salesglass/core";
import { builder } from "../../builder.ts";
import type { KeptFit } from "./lifetime-fits.ts";

const HeldOutFiguresType = builder.objectRef<HoldOutFigures>("LifetimeHoldOutFigures").implement({
  description: "What came in the days held out, what the model had predicted, and what the baseline had.",
  fields: (t) => ({
    actual: t.exposeFloat("actual", { complexity: 0, description: "What came." }),
    model: t.exposeFloat("model", { complexity: 0, description: "What the model had predicted." }),
    baseline: t.exposeFloat("baseline", { complexity: 0, description: "What the baseline had predicted." }),
    modelDeviation: t.exposeFloat("modelDeviation", {
      nullable: true,
      complexity: 0,
      description: "model ÷ actual − 1: 0.05 is 5 % too much; none where nothing came.",
    }),
    baselineDeviation: t.exposeFloat("baselineDeviation", {
      nullable: true,
      complexity: 0,
      description: "baseline ÷ actual − 1; none where nothing came.",
    }),
  }),
});

export const LifetimeHoldOut = builder.objectRef<HoldOut>("LifetimeHoldOut").implement({
  description:
    "How far off the model is: fitted on the purchases of the first three quarters of the history, it predicted the rest (at most a year). The baseline is that everybody goes on at the rate, and with the spend, of their past.",
  fields: (t) => ({
    from: t.expose("from", { type: "Date", complexity: 0, description: "First day held out." }),
    to: t.expose("to", { type: "Date", complexity: 0, description: "Last day held out." }),
    customers: t.exposeInt("customers", { complexity: 0, description: "Who had bought before these days." }),
    purchases: t.expose("purchases", {
      type: HeldOutFiguresType,
      complexity: 0,
      description: "Days with a purchase, of all of them together.",
    }),
    revenue: t.expose("revenue", {
      type: HeldOutFiguresType,
      complexity: 0,
      description: "What they spent at these purchases.",
    }),
    meanAbsoluteError: t.float({
      complexity: 0,
      description: "Mean distance between the purchases predicted and those that came, customer by customer.",
      resolve: ({ meanAbsoluteError }) => meanAbsoluteError.model,
    }),
    baselineMeanAbsoluteError: t.float({
      complexity: 0,
      description: "The same of the baseline.",
      resolve: ({ meanAbsoluteError }) => meanAbsoluteError.baseline,
    }),
  }),
});

const PurchaseModel = builder.objectRef<Model["purchases"]>("PurchaseModel").implement({
  description: "BG/NBD (Fader, Hardie and Lee 2005), fitted by maximum likelihood, with time in days.",
  fields: (t) => ({
    r: t.float({ description: "Shape of the purchase rates.", resolve: ({ parameters }) => parameters.r }),
    alpha: t.float({
      description: "Inverse scale of the purchase rates, in days; r ÷ alpha is the mean of purchases a day.",
      resolve: ({ parameters }) => parameters.alpha,
    }),
    a: t.float({
      description: "With b: how likely customers are to leave after a purchase; a ÷ (a + b) on average.",
      resolve: ({ parameters }) => parameters.a,
    }),
    b: t.float({ description: "See a.", resolve: ({ parameters }) => parameters.b }),
    logLikelihood: t.exposeFloat("logLikelihood", { description: "The highest log-likelihood, with time in days." }),
    open: t.stringList({
      description: "Parameters that the data leave open: the likelihood hardly changes with them.",
      resolve: ({ open }) => [...open],
    }),
  }),
});

const SpendModel = builder.objectRef<Model["spend"]>("SpendModel").implement({
  description:
    "Gamma-Gamma (Fader and Hardie 2013), fitted by maximum likelihood to the mean spends of the customers who came back, each without the first purchase.",
  fields: (t) => ({
    p: t.float({
      description: "Shape of a customer's spends around their own mean.",
      resolve: ({ parameters }) => parameters.p,
    }),
    q: t.float({ description: "Shape of these means.", resolve: ({ parameters }) => parameters.q }),
    v: t.float({
      description: "Scale of these means, in the reporting currency.",
      resolve: ({ parameters }) => parameters.v,
    }),
    logLikelihood: t.exposeFloat("logLikelihood", { description: "The highest log-likelihood." }),
    open: t.stringList({
      description: "Parameters that the data leave open: the likelihood hardly changes with them.",
      resolve: ({ open }) => [...open],
    }),
  }),
});

export interface FittedModel {
  readonly model: Model;
  readonly kept: KeptFit;
}

export const LifetimeModel = builder.objectRef<FittedModel>("LifetimeModel").implement({
  description: "What the values are computed with.",
  fields: (t) => ({
    purchases: t.field({
      type: PurchaseModel,
      description: "How customers purchase, and leave.",
      resolve: ({ model }) => model.purchases,
    }),
    spend: t.field({ type: SpendModel, description: "What they spend.", resolve: ({ model }) => model.spend }),
    customers: t.int({
      description: "How many customers it was fitted to.",
      resolve: ({ model }) => model.customers,
    }),
    repeatCustomers: t.int({
      description: "How many of them purchased on more than one day.",
      resolve: ({ model }) => model.repeatCustomers,
    }),
    holdOut: t.field({
      type: LifetimeHoldOut,
      description: "How far off it is.",
      resolve: ({ model }) => model.holdOut,
    }),
    warehouseVersion: t.int({
      description:
        "The version of the data that it was fitted to. It is fitted again when more than 1 % of the purchases have changed; the figures are always of the answer's own version.",
      resolve: ({ kept }) => kept.version,
    }),
  }),
});
