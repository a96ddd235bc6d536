import { setImmediate as pause } from "node:timers/promises";
import {
  createTable,
  fitLifetime,
  openDuckDb,
  queryCustomerLifetimes,
  queryLifetimeOverview,
  queryLifetimeRanking,
  sql,
} from "../packages/api/dist/bench.js";
import { medianOf, mediansOf, ms, report } from "./measure.mjs";

const scope = { kind: "everything" };
const calendar = { today: "2026-06-30", fiscalYearStart: 1, weekStart: 1 };
const terms = { horizonMonths: 12, discountRate: 0.1 };

/** What the engine has to do at the least: each customer's purchases, counted. */
const bareHistories = `select customer_id, count(distinct day) as days, min(day) as first, max(day) as last,
    sum(net_amount)::double as spent
  from sale where order_net > 0 and day <= '2026-06-30' group by 1`;

/** Lifetime values of a million customers: the fit, and ranking all of them. */
export async function valuing(customers = Number(process.env.BENCH_CUSTOMERS ?? 1_000_000)) {
  const duck = await openDuckDb(":memory:");
  try {
    await fill(duck, customers);
    const bare = (query) => async () => (await sql.raw(query).execute(duck.db)).rows;
    const limit = await medianOf(3, bare(`select count(*), sum(spent) from (${bareHistories})`));
    let fit;
    let held = 0;
    const fitting = await medianOf(1, async () => {
      const watch = watchLoop();
      fit = await fitLifetime(duck.db, scope, { calendar }, pause);
      held = watch.stop();
    });
    if (typeof fit.model === "string") throw new Error(fit.model);
    report(
      `both models and their hold-out, ${customers.toLocaleString("en")} customers`,
      ms(fitting),
      `histories ${ms(limit)}`,
      `aim ≤ 10 s; others wait ${ms(held)} at most`,
    );
    let overview;
    const adding = await medianOf(3, async () => {
      overview = await queryLifetimeOverview(duck.db, scope, fit, terms, pause);
    });
    report("their value in all", ms(adding), `histories ${ms(limit)}`, `${overview.ahead.length} combinations`);
    const [top, ranking] = await mediansOf(3, [
      bare(`select customer_id, spent from (${bareHistories}) order by 2 desc, 1 limit 50`),
      () => queryLifetimeRanking(duck.db, scope, fit, overview, { limit: 50, offset: 0 }),
    ]);
    report("the 50 most valuable", ms(ranking), `by revenue ${ms(top)}`, `${(ranking / top).toFixed(2)} ×`);
    const ids = Array.from({ length: 50 }, (_, index) => 1 + index * Math.floor(customers / 50));
    const list = ids.join(", ");
    const [own, page] = await mediansOf(9, [
      bare(bareHistories.replace("where", `where customer_id in (${list}) and`)),
      () => queryCustomerLifetimes(duck.db, scope, fit, terms, ids),
    ]);
    report("a page of 50 customers", ms(page), `histories ${ms(own)}`, `aim ≤ ${ms(own * 1.3 + 10)}`);
  } finally {
    await duck.close();
  }
}

/** Customers who begin within three years, come again at gaps around one of their own, and leave sooner or later. */
async function fill({ writer }, customers) {
  for (const table of ["sale", "customer"]) await writer.run(createTable(table));
  await writer.run(`insert into customer (id, external_id, kind, name, anonymous)
    select i, i::varchar, 'PERSON', 'Customer ' || i, false from range(1, ${customers + 1}) as c(i)`);
  // As random as needed, and the same each time.
  const chance = (of, salt) => `((hash(${of} + ${salt}) % 1000003 + 0.5) / 1000003)`;
  const [own, each] = [(salt) => chance("i * 7919", salt), (salt) => chance("i * 104729 + n * 131", salt)];
  await writer.run(`insert into sale (order_id, line, day, customer_id, product_id, quantity, unit_price, discount, net_amount, order_net)
    select row_number() over (), 1, day, i, 1, 1, amount, 0, amount, amount
    from (
      select i, date '2023-07-01' + (${own(1)} * 1000 + waited)::integer as day,
        ((20 - 30 * ln(${own(2)})) * (0.4 - 0.6 * ln(${each(3)})))::decimal(18, 2) + 1 as amount
      from (
        select i, n, sum(case when n > 0 then (20 - 60 * ln(${own(4)})) * -ln(${each(5)}) else 0 end)
          over (partition by i order by n) as waited
        from (
          select i, unnest(range(0, 1 + least(60, ln(${own(6)}) / ln(1 - ${own(7)} ** 1.5))::integer)) as n
          from range(1, ${customers + 1}) as c(i)
        )
      )
    ) where day <= '2026-06-30'`);
}

/** How long nothing else could run. */
function watchLoop() {
  let last = performance.now();
  let longest = 0;
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last - 5);
    last = now;
  }, 5);
  return {
    stop() {
      clearInterval(timer);
      return longest;
    },
  };
}
