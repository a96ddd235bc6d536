import { PeriodPicker } from "./period-picker.ts";

if (!customElements.get("period-picker")) customElements.define("period-picker", PeriodPicker);
