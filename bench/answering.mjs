import { sql } from "../packages/api/dist/bench.js";
import { serve } from "./http.mjs";
import { medianOf, mediansOf, ms, report } from "./measure.mjs";
import { outwardQuestions } from "./outward-questions.mjs";
import { questions } from "./questions.mjs";

const warmingMilliseconds = 30_000;

/**
 * Compares questions through HTTP with the bare query in the same DuckDB, and where `views` are given with the `postgres`
 * engine, which asks the record itself. Each time the question has a variable of its own, so that it is a new one to the
 * server's cache.
 */
export async function answering({ store, warehouse, views }) {
  const server = await serve({ store, warehouse });
  const slow = views && (await serve({ store, warehouse: views }));
  let asked = 0;
  const fresh = (graphql) => ({ query: graphql, variables: { asked: ++asked } });
  try {
    const all = [...questions, ...outwardQuestions];
    const bareOf =
      ({ bare }) =>
      async () =>
        (await sql.raw(bare).execute(warehouse.db)).rows;
    for (const question of all) {
      const { name, graphql, rowsOf, columns } = question;
      agree(name, columns, await bareOf(question)(), rowsOf(await server.ask(fresh(graphql))));
    }
    // A server that has been up for a while has compiled its code.
    for (const started = performance.now(); performance.now() - started < warmingMilliseconds; ) {
      for (const { graphql } of all) await server.time(fresh(graphql));
    }
    for (const question of all) {
      const { name, graphql, part } = question;
      const askBare = bareOf(question);
      const [limit, ours] = await mediansOf(25, [askBare, () => server.time(fresh(graphql))]);
      const onViews = slow ? `; postgres engine ${ms(await medianOf(3, () => slow.time(fresh(graphql))))}` : "";
      const aim = `aim ≤ ${ms(limit * 1.3 + 3)}${part ? ", of a part of it" : ""}`;
      report(name, ms(ours), `bare ${ms(limit)}`, `${(ours / limit).toFixed(2)} × (${aim})${onViews}`);
    }
  } finally {
    await server.close();
    await slow?.close();
  }
}

/** A limit is one only for the same answer: as many rows, and the same sums. */
function agree(name, columns, bare, ours) {
  if (columns.length === 0) return;
  if (bare.length !== ours.length) throw new Error(`${name}: ${ours.length} rows, the bare query has ${bare.length}`);
  for (const column of columns) {
    const [expected, answered] = [bare, ours].map((rows) => rows.reduce((sum, row) => sum + Number(row[column]), 0));
    if (Math.abs(answered - expected) <= 1e-9 * Math.abs(expected)) continue;
    throw new Error(`${name}: ${column} sums to ${answered}, the bare query's to ${expected}`);
  }
}
