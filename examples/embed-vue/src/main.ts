// Only the elements that the app has; `@salesglass/widgets/all.define.js` would bring all of them.
import "@salesglass/widgets/elements/sales-provider/sales-provider.define.js";
import "@salesglass/widgets/elements/kpi-card/kpi-card.define.js";
import "@salesglass/widgets/elements/metric-chart/metric-chart.define.js";
import { createApp } from "vue";
import App from "./App.vue";

const place = document.getElementById("app")!;
createApp(App, { sales: place.dataset.sales! }).mount(place);
