import { AlertList } from "./alert-list.ts";

if (!customElements.get("alert-list")) customElements.define("alert-list", AlertList);
