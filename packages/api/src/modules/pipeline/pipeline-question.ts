import { parsePeriod } from "@salesglass/core";
import type { Context } from "../../context.ts";
import { type MetricFilterInput, metricFilter } from "../metrics/metric-inputs.ts";

interface Arguments {
  readonly where?: typeof MetricFilterInput.$inferInput | null | undefined;
  readonly asOf?: string | null | undefined;
}

/** Which deals are asked about, for `core`. */
export async function pipelineQuestion({ where, asOf }: Arguments, context: Context) {
  const { calendar, catalog } = context;
  return { calendar, catalog, where: await metricFilter(context, where), asOf: asOf ?? undefined };
}

/** The same over a period. */
export async function pipelinePeriodQuestion(args: Arguments & { readonly period: string }, context: Context) {
  return { ...(await pipelineQuestion(args, context)), period: parsePeriod(args.period, context.calendar) };
}
