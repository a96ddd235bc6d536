/** A customer as the server takes it: by global id, which elements tell when one is selected, or by external id. */
export function customerKey(key: string): { readonly id: string } | { readonly externalId: string } {
  return isGlobalId(key) ? { id: key } : { externalId: key };
}

function isGlobalId(key: string): boolean {
  try {
    return /^Customer:\d+$/.test(atob(key));
  } catch {
    return false;
  }
}
