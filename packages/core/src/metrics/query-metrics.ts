import type { Scope } from "../scope.ts";
import type { WarehouseDb } from "../warehouse.ts";
import type { MetricAnswerRow, MetricQuestion } from "./question.ts";
export async function queryMetrics(db: WarehouseDb, scope: Scope, question: MetricQuestion): Promise<MetricAnswerRow[]> { throw new Error("soon"); }
