import { builder } from "./builder.ts";
import "./modules/scalars/scalars.schema.ts";
import "./modules/company/company.schema.ts";
import "./modules/metrics/catalog.schema.ts";
import "./modules/metrics/metrics.schema.ts";
import "./modules/metrics/metric.schema.ts";
import "./modules/metrics/metric-table.schema.ts";
import "./modules/drivers/drivers.schema.ts";
import "./modules/sales/sales.schema.ts";
import "./modules/customers/customer.schema.ts";
import "./modules/customers/customers.schema.ts";
import "./modules/rfm/rfm.schema.ts";
import "./modules/rfm/movement.schema.ts";
import "./modules/activity/activity.schema.ts";
import "./modules/cohorts/cohorts.schema.ts";
import "./modules/acquisition/acquisition.schema.ts";
import "./modules/satisfaction/satisfaction.schema.ts";
import "./modules/satisfaction/recovery.schema.ts";
import "./modules/satisfaction/service-cases.schema.ts";
import "./modules/satisfaction/service-summary.schema.ts";
import "./modules/lifetime/lifetime.schema.ts";
import "./modules/writing/writing.schema.ts";
import "./modules/writing/audit.schema.ts";
import "./modules/writing/duties.schema.ts";

/** The whole schema: every module that is imported here has added its types and queries. */
export const schema = builder.toSchema();
