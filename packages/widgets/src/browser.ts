/** The script that a server serves at /widgets.js: all elements, which ask that server unless told otherwise. */
import { setDefaultEndpoint } from "./data/clients.ts";
import { defineElements } from "./define-elements.ts";

const script = import.meta.url;
setDefaultEndpoint(new URL("graphql", script).href);
defineElements(document);

/** For elements that stand in a shadow root of the page's own. */
export { defineElements };
