import { type Forecast, forecastMethodText, isForecastable, type ForecastPoint as Point } from "@salesglass/core";
import { builder } from "../../builder.ts";
import { inLocale, localeArgument } from "../locale.ts";
import { MetricDefinitionType } from "../metrics/catalog.schema.ts";

const ForecastMethod = builder.enumType("ForecastMethod", {
  description: "How a forecast is made.",
  values: {
    SEASONAL_RUN_RATE: { description: "By the same weekdays a year ago, times the growth since." },
    RUN_RATE: { description: "By the mean of each weekday over the last weeks." },
  } as const,
});

const ForecastPoint = builder.objectRef<Point>("ForecastPoint").implement({
  description: "A step that is not over: what is known of it and what is expected.",
  fields: (t) => ({
    from: t.expose("from", { type: "Date", complexity: 0, description: "First day." }),
    to: t.expose("to", { type: "Date", complexity: 0, description: "Last day." }),
    value: t.exposeFloat("value", { complexity: 0, description: "The value expected." }),
    low: t.exposeFloat("low", { nullable: true, complexity: 0, description: "Its share of the whole's low." }),
    high: t.exposeFloat("high", { nullable: true, complexity: 0, description: "Its share of the whole's high." }),
  }),
});

export const MetricForecast = builder.objectRef<Forecast>("MetricForecast").implement({
  description: "What a metric will have come to at the end of a period that is under way.",
  fields: (t) => ({
    value: t.exposeFloat("value", { description: "What is known and what is expected of the days to come." }),
    low: t.exposeFloat("low", { nullable: true, description: "The low end of its range; none with too few tests." }),
    high: t.exposeFloat("high", { nullable: true, description: "The high end of its range; none with too few tests." }),
    confidence: t.exposeFloat("confidence", {
      nullable: true,
      description: "How much of the past errors the range holds: 0.8 is 80 %.",
    }),
    method: t.field({ type: ForecastMethod, description: "How it is made.", resolve: ({ method }) => method }),
    methodText: t.string({
      description: "How it is made, in words and figures, and why so.",
      args: { locale: t.arg.string(localeArgument) },
      resolve: (forecast, { locale }) => inLocale(forecastMethodText(forecast), locale),
    }),
    error: t.exposeFloat("error", {
      nullable: true,
      description: "How far off it was in earlier periods, on average: 0.08 is 8 %. None without any.",
    }),
    tests: t.exposeInt("tests", { description: "In how many earlier periods it was tried." }),
    asOf: t.expose("asOf", { type: "Date", description: "The last day that it knows." }),
    until: t.expose("until", {
      type: "Date",
      description: "The last day that it goes to: the period's, and of a period to date the whole one's.",
    }),
    points: t.field({
      type: [ForecastPoint],
      description: "The steps of the series that are not over, where a series was asked for.",
      resolve: ({ points }) => [...points],
    }),
  }),
});

builder.objectField(MetricDefinitionType, "forecastable", (t) =>
  t.boolean({
    description: "Whether a period that is under way has a forecast: the metric is a sum over time.",
    resolve: (definition) => isForecastable(definition),
  }),
);
