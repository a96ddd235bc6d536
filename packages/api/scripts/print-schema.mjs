// Prints the schema from the code into schema.graphql, which callers and the widgets are built against.
import { writeFileSync } from "node:fs";
import { lexicographicSortSchema, printSchema } from "graphql";
import { schema } from "../dist/schema.js";

writeFileSync(new URL("../schema.graphql", import.meta.url), `${printSchema(lexicographicSortSchema(schema))}\n`);
