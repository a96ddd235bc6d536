/** What operations cost, by their contexts, for the log; in the unit of the limit on one request. */
export const costs = new WeakMap<object, number>();
