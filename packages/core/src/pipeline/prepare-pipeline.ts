import { checkDay, earlier } from "../calendar.ts";
import { prepareFor } from "../customers/satisfaction/prepare-for.ts";
import { parsePeriod } from "../period.ts";
import type { Scope } from "../scope.ts";
import type { WarehouseDb } from "../warehouse.ts";
import type { DealsAt } from "./deal-sql.ts";
import { queryStages } from "./query-stages.ts";
import type { PipelinePeriodQuestion, PipelineQuestion, Stages } from "./question.ts";

/**
 * Checks a question about deals and reads what all of them need. They can be filtered by what the win rate can.
 *
 * @throws badInput naming what doesn't fit, and what would
 */
export async function preparePipeline(
  db: WarehouseDb,
  scope: Scope,
  question: PipelineQuestion & Partial<PipelinePeriodQuestion>,
): Promise<DealsAt & Stages> {
  const { calendar } = question;
  const asOf = earlier(checkDay(question.asOf ?? calendar.today, "asOf"), calendar.today);
  const period = question.period ?? parsePeriod(asOf, calendar);
  const [prepared, stages] = await Promise.all([
    prepareFor("winRate", db, scope, { ...question, period, asOf }),
    queryStages(db, scope),
  ]);
  return { prepared, asOf, ...stages };
}
