import { createSchema, createYoga, sql } from "../packages/api/dist/bench.js";
import { bareDashboard, dashboard } from "./dashboard.mjs";
import { listen, serve } from "./http.mjs";
import { mediansOf, ms, report } from "./measure.mjs";

/** A repeated question, a whole dashboard and many viewers at once, beside a Yoga that only says hello. */
export async function serving({ store, warehouse }) {
  const server = await serve({ store, warehouse });
  const hello = await listen(
    createYoga({
      schema: createSchema({
        typeDefs: "type Query { hello: String! }",
        resolvers: { Query: { hello: () => "world" } },
      }),
      logging: false,
    }),
  );
  try {
    const question = { query: dashboard("2026-Q1")[0].query, variables: { id: "revenue", period: "2026-Q1" } };
    const sayHello = () => hello.time({ query: "{ hello }" });
    await server.time(question);
    const [least, cached] = await mediansOf(200, [sayHello, () => server.time(question)]);
    report("a repeated question", ms(cached), `hello world ${ms(least)}`, "aim ≤ 2.5 ms");

    const first = (run) => `2025-01-${String(run + 1).padStart(2, "0")}`;
    const [fresh, bare] = await mediansOf(15, [
      (run) => server.time(dashboard(`${first(run)}..2026-06-30`)),
      (run) =>
        Promise.all(bareDashboard(first(run), "2026-06-30").map((query) => sql.raw(query).execute(warehouse.db))),
    ]);
    const aim = `${(fresh / bare).toFixed(2)} × (aim ≤ ${ms(bare * 1.3 + 3)})`;
    report("12 widgets in one request, never asked before", ms(fresh), `bare, at once ${ms(bare)}`, aim);

    const page = dashboard("2026-Q1");
    await server.time(page);
    const [helloRate, pageRate] = [await load(sayHello), await load(() => server.time(page))];
    const share = (pageRate.perSecond / helloRate.perSecond).toFixed(2);
    report(
      "12 widgets, cached, 50 viewers at once",
      `${Math.round(pageRate.perSecond)} requests/s`,
      `hello world ${Math.round(helloRate.perSecond)} requests/s`,
      `${share} of it (aim ≥ 0.6); p95 ${ms(pageRate.p95)} against ${ms(helloRate.p95)}`,
    );
    let day = 0;
    const mixed = await load(() => {
      // Every tenth viewer looks at a period that nobody has looked at.
      const first =
        ++day % 10 === 0
          ? `2025-${String(1 + (day % 9)).padStart(2, "0")}-${String(1 + (day % 28)).padStart(2, "0")}`
          : "2026-01-01";
      return server.time(dashboard(`${first}..2026-06-30`));
    });
    report(
      "12 widgets, one in ten new, 50 viewers",
      `${Math.round(mixed.perSecond)} requests/s`,
      `p95 ${ms(mixed.p95)}`,
      "",
    );
  } finally {
    await server.close();
    await hello.close();
  }
}

/** Fifty askers for some seconds, each asking again as soon as it is answered. */
async function load(ask, { viewers = 50, seconds = 5 } = {}) {
  const durations = [];
  const started = performance.now();
  const until = started + seconds * 1000;
  await Promise.all(
    Array.from({ length: viewers }, async () => {
      while (performance.now() < until) {
        const { milliseconds } = await ask();
        durations.push(milliseconds);
      }
    }),
  );
  durations.sort((a, b) => a - b);
  const elapsed = (performance.now() - started) / 1000;
  return { perSecond: durations.length / elapsed, p95: durations[Math.floor(durations.length * 0.95)] };
}
