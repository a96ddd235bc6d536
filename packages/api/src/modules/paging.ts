import { resolveOffsetConnection } from "@pothos/plugin-relay";
import { badInput } from "@salesglass/core";

export const defaultPageSize = 50;
export const maximalPageSize = 500;

interface PageArguments {
  readonly first?: number | null | undefined;
  readonly last?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly before?: string | null | undefined;
}

/**
 * Answers a page of a list that is read by limit and offset, with the count of all.
 * @throws DomainError for a page size that is negative or above 500, and for a cursor that isn't one
 */
export async function pageOf<T>(
  args: PageArguments,
  load: (page: { limit: number; offset: number }) => Promise<{ total: number; items: T[] }>,
) {
  checkPage(args);
  let totalCount = 0;
  const connection = await resolveOffsetConnection(
    { args, defaultSize: defaultPageSize, maxSize: maximalPageSize },
    async ({ limit, offset }) => {
      const { total, items } = await load({ limit, offset });
      totalCount = total;
      return items;
    },
  );
  return { ...connection!, totalCount };
}

/**
 * The number of rows of a list that isn't paged.
 * @throws DomainError for one below 1 or above `most`
 */
export function checkFirst(first: number, most: number): number {
  if (first >= 1 && first <= most) return first;
  throw badInput(`first: ${first} rows can't be answered, expected 1 to ${most}`);
}

/** @throws DomainError naming the argument, its value and what would be right */
function checkPage(args: PageArguments): void {
  for (const name of ["first", "last"] as const) {
    const size = args[name];
    if (size == null || (size >= 0 && size <= maximalPageSize)) continue;
    throw badInput(`${name}: ${size} rows can't be answered at once, expected 0 to ${maximalPageSize}`);
  }
  for (const name of ["after", "before"] as const) {
    const cursor = args[name];
    if (cursor == null || /^OffsetConnection:\d{1,9}$/.test(Buffer.from(cursor, "base64").toString())) continue;
    throw badInput(`${name}: ${JSON.stringify(cursor)} is no cursor of this list, expected one of its edges'`);
  }
}
