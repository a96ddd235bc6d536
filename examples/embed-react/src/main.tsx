// Only the elements that the app has; `@salesglass/widgets/all.define.js` would bring all of them.
import "@salesglass/widgets/elements/sales-provider/sales-provider.define.js";
import "@salesglass/widgets/elements/kpi-card/kpi-card.define.js";
import "@salesglass/widgets/elements/metric-chart/metric-chart.define.js";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";

const place = document.getElementById("app")!;
createRoot(place).render(
  <StrictMode>
    <App sales={place.dataset.sales!} />
  </StrictMode>,
);
