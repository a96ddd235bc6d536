import { badInput } from "../errors.ts";
import { filterName } from "../metrics/check-question.ts";
import type { FactSource } from "../metrics/facts.ts";
import type { Prepared } from "../metrics/prepare.ts";

type Filters = Pick<Prepared, "filters" | "catalog">;
type Dimension = Filters["filters"][number]["dimension"];

/**
 * Checks the filters of a question that is no metric's against what its source has.
 *
 * @throws badInput naming the filter, and those that would do
 */
export function checkFilters({ filters, catalog }: Filters, source: FactSource, what: string): void {
  const fits = ({ grain, columns }: Dimension) => grain || columns?.[source];
  const alien = filters.find(({ dimension }) => !fits(dimension));
  if (!alien) return;
  const names = [...new Set(catalog.dimensions.filter(fits).map(filterName))].join(", ");
  throw badInput(`where: ${what} can't be filtered by ${filterName(alien.dimension)}, expected one of ${names}`);
}

/**
 * The same for what is followed over months, which can't be cut by them.
 *
 * @throws badInput naming the filter
 */
export function checkTimelessFilters(question: Filters, source: FactSource, what: string): void {
  checkFilters(question, source, what);
  const ofTime = question.filters.find(({ dimension }) => dimension.grain || dimension.id === "newOrReturning");
  if (!ofTime) return;
  const name = filterName(ofTime.dimension);
  throw badInput(`where: ${what} can't be filtered by ${name}, for they go over time; expected period for it`);
}
