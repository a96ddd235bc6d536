import type { MetricChart, SalesProvider } from "@salesglass/widgets";
import { ask } from "./ask.ts";
import { CompanyCalendarDocument } from "./generated/graphql.ts";
import { planOf } from "./mix.ts";

const mostPoints = 31;

/** Has a chart show the provider's period in steps that suit it: the days of a month, the months of a year. */
export async function suitSteps(chart: MetricChart, provider: SalesProvider): Promise<void> {
  const { company } = await ask(provider.endpoint ?? "/graphql", CompanyCalendarDocument, {});
  const suit = () => {
    try {
      chart.by = planOf(provider.period ?? "year-to-date", company, provider.today, mostPoints).grain;
    } catch {
      // A period that can't be read: the elements say so already.
    }
  };
  provider.addController({ hostUpdated: suit });
  suit();
}
