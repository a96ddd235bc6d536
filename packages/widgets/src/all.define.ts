/** Defines all elements. The provider comes first, so that it is there when the others look for it. */
import "./elements/sales-provider/sales-provider.define.ts";
import "./elements/period-picker/period-picker.define.ts";
import "./elements/filter-bar/filter-bar.define.ts";
import "./elements/kpi-card/kpi-card.define.ts";
import "./elements/metric-chart/metric-chart.define.ts";
import "./elements/metric-table/metric-table.define.ts";
import "./elements/driver-chart/driver-chart.define.ts";
import "./elements/rfm-matrix/rfm-matrix.define.ts";
import "./elements/cohort-grid/cohort-grid.define.ts";
import "./elements/customer-list/customer-list.define.ts";
import "./elements/recovery-list/recovery-list.define.ts";
import "./elements/satisfaction-meter/satisfaction-meter.define.ts";
import "./elements/customer-card/customer-card.define.ts";
import "./elements/recommendation-list/recommendation-list.define.ts";
