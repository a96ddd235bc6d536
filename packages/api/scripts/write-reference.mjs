// Writes the reference of the metrics and the schema into docs/reference.
import { writeFileSync } from "node:fs";
import { lexicographicSortSchema } from "graphql";
import { metricsReference, schemaReference } from "../dist/reference.js";
import { schema } from "../dist/schema.js";

const docs = new URL("../../../docs/reference/", import.meta.url);
writeFileSync(new URL("metrics.md", docs), metricsReference("en"));
writeFileSync(new URL("metrics.zh-CN.md", docs), metricsReference("zh-CN"));
writeFileSync(new URL("schema.md", docs), schemaReference(lexicographicSortSchema(schema)));
