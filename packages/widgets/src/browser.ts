/** The script that a server serves at /widgets.js: all elements, which ask that server unless told otherwise. */
import "./all.define.ts";
import { setDefaultEndpoint } from "./data/clients.ts";

const script = import.meta.url;
setDefaultEndpoint(new URL("graphql", script).href);
