/** The script that a server serves at /widgets.js: all elements, which ask that server unless told otherwise. */
import { defineElements as define } from "./define-elements.ts";

const endpoint = new URL("graphql", import.meta.url).href;
// Nothing is imported at once: what the page needs is known without it, and all of that comes at the same time.
const ready = import("./data/clients.ts").then(({ setDefaultEndpoint }) => setDefaultEndpoint(endpoint));

/** Also for elements that stand in a shadow root of the page's own. */
export function defineElements(root: Document | ShadowRoot): () => void {
  return define(root, ready);
}

defineElements(document);
