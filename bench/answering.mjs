import { sql } from "../packages/api/dist/bench.js";
import { serve } from "./http.mjs";
import { medianOf, mediansOf, ms, report } from "./measure.mjs";
import { outwardQuestions } from "./outward-questions.mjs";
import { questions } from "./questions.mjs";

/**
 * Compares questions through HTTP with the bare query in the same DuckDB, and where `views` are given with the `postgres`
 * engine, which asks the record itself. Each time the question has a variable of its own, so that it is a new one to the
 * server's cache.
 */
export async function answering({ store, warehouse, views }) {
  const server = await serve({ store, warehouse });
  const slow = views && (await serve({ store, warehouse: views }));
  let asked = 0;
  const ask = ({ post }, graphql, read) => post({ query: graphql, variables: { asked: ++asked } }, read);
  // Until the answer's bytes are there; what a client makes of them is the client's time.
  const untilThere = (bytes) => {
    if (bytes.toString("latin1", 0, 9) === '{"errors"') throw new Error(bytes.toString());
  };
  try {
    for (const { name, graphql, bare, rowsOf, columns } of [...questions, ...outwardQuestions]) {
      const askBare = async () => (await sql.raw(bare).execute(warehouse.db)).rows;
      agree(name, columns, await askBare(), rowsOf(await ask(server, graphql)));
      // A server that has been up for a while has compiled its code.
      for (let run = 0; run < 10; run++) await ask(server, graphql, untilThere);
      const [limit, ours] = await mediansOf(25, [askBare, () => ask(server, graphql, untilThere)]);
      const onViews = slow ? `; postgres engine ${ms(await medianOf(3, () => ask(slow, graphql, untilThere)))}` : "";
      const aim = `aim ≤ ${ms(limit * 1.3 + 3)}`;
      report(name, ms(ours), `bare ${ms(limit)}`, `${(ours / limit).toFixed(2)} × (${aim})${onViews}`);
    }
  } finally {
    server.close();
    slow?.close();
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
