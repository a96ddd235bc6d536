import type { SalesClient } from "../../data/client.ts";
import { grainOf } from "../../metrics/dimensions.ts";
import type { ChartAnswer } from "./chart-data.ts";
import { loadByDimension } from "./load-by-dimension.ts";
import { loadOverTime } from "./load-over-time.ts";
import { loadPivot } from "./load-pivot.ts";
import type { ChartQuestion } from "./question.ts";

/** Loads what a chart shows. */
export function loadChart(client: SalesClient, question: ChartQuestion, signal: AbortSignal): Promise<ChartAnswer> {
  if (grainOf(question.by)) return loadOverTime(client, question, signal);
  return question.split ? loadPivot(client, question, signal) : loadByDimension(client, question, signal);
}
