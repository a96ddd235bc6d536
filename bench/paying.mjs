import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createTable,
  factsText,
  openDuckDb,
  parsePlan,
  queryPayInputs,
  settle,
  sql,
} from "../packages/api/dist/bench.js";
import { medianOf, ms, report, timed } from "./measure.mjs";

const scope = { kind: "everything" };
const calendar = { today: "2026-07-15", fiscalYearStart: 1, weekStart: 1 };
const label = { en: "x", "zh-CN": "x" };
/** The last month of a quarter, in which everything is due. */
const period = { key: "2026-06", from: "2026-06-01", to: "2026-06-30" };

const plan = parsePlan({
  id: "plan",
  label,
  currency: "EUR",
  from: "2026-06-01",
  components: [
    {
      id: "sales",
      kind: "COMMISSION",
      label,
      basis: "REVENUE",
      accumulate: "QUARTER",
      rates: {
        by: "ATTAINMENT",
        method: "STEP",
        tiers: [
          { from: 0, to: "80%", rate: "2%" },
          { from: "80%", to: "100%", rate: "3%" },
          { from: "100%", rate: "4%" },
        ],
      },
    },
    {
      id: "margin",
      kind: "COMMISSION",
      label,
      basis: "GROSS_PROFIT",
      rate: "1%",
      where: { channel: ["online", "shop"] },
    },
    { id: "new", kind: "SPIFF", label, amount: 5, per: "FIRST_ORDER", from: "2026-01-01", to: "2026-12-31" },
    {
      id: "team",
      kind: "BONUS",
      label,
      every: "QUARTERLY",
      share: "BY_SALES",
      table: { method: "FLAT", tiers: [{ from: "90%", amount: 4000 }] },
    },
    { id: "phone", kind: "ALLOWANCE", label, amount: 40, minimumAttainment: "50%" },
  ],
});

/** What the engine has to add up at the least, once for each component. */
const bare = [
  `select rep_id, sum(net_amount) from sale where day between '2026-06-01' and '2026-06-30' group by 1`,
  `select rep_id, sum(net_amount - cost) from sale where day between '2026-06-01' and '2026-06-30' and channel in ('online', 'shop') group by 1`,
  `select rep_id, count(*) from (select customer_id, arg_min(rep_id, order_id) as rep_id, min(day) as day from sale where order_net > 0 group by 1)
   where day between '2026-06-01' and '2026-06-30' group by 1`,
  `select team_id, sum(net_amount) from sale where day between '2026-04-01' and '2026-06-30' group by 1`,
  `select rep_id, sum(net_amount) from sale where day between '2026-04-01' and '2026-06-30' group by 1`,
  `select rep_id, sum(net_amount) from sale where day between '2026-06-01' and '2026-06-30' group by 1`,
];

/** A month's statements of ten thousand reps over five million lines, by a plan of five components. */
export async function paying(reps = 10_000, lines = Number(process.env.BENCH_PAY_LINES ?? 5_000_000)) {
  const folder = await mkdtemp(join(tmpdir(), "salesglass-paying-"));
  const duck = await openDuckDb(join(folder, "copy.duckdb"));
  try {
    const company = await fill(duck, reps, lines);
    const limit = await medianOf(3, async () => {
      for (const query of bare) await sql.raw(query).execute(duck.db);
    });
    let inputs;
    const asking = await medianOf(3, async () => {
      inputs = await queryPayInputs(duck.db, scope, company, { periods: [period], calendar });
    });
    global.gc?.();
    let statements;
    const { milliseconds: paid } = await timed(async () => {
      statements = inputs.map((one) => {
        factsText(one.plans);
        return settle([one], [], [period], company.currency)[0];
      });
    });
    const count = statements.reduce((sum, { lines: own }) => sum + own.length, 0);
    const size = `${reps.toLocaleString("en")} reps, ${lines.toLocaleString("en")} lines`;
    report(`what they are paid on, ${size}`, ms(asking), `bare SQL ${ms(limit)}`, `${(asking / limit).toFixed(2)} ×`);
    report("their statements from it", ms(paid), `${count.toLocaleString("en")} lines`, "");
    const memory = Math.round(process.memoryUsage.rss() / 2 ** 20);
    report("a month's statements", ms(asking + paid), `${memory} MB resident`, "aim < 10 s, < 1 GB");
  } finally {
    await duck.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function fill({ writer }, reps, lines) {
  const teams = Math.max(1, Math.round(reps / 20));
  for (const table of ["sale", "customer", "credit", "goal", "product", "rep", "team"])
    await writer.run(createTable(table));
  const customers = Math.round(lines / 25);
  await writer.run(`insert into customer (id, external_id, kind, name, anonymous, erased)
    select i, i::varchar, 'PERSON', 'C', false, false from range(1, ${customers + 1}) as c(i)`);
  await writer.run(`insert into product (id, external_id, name) select i, i::varchar, 'P' from range(1, 101) as p(i)`);
  // As random as needed, and the same each time.
  const chance = (salt) => `(hash(i // 2 * 7919 + ${salt}) % 1000003)`;
  await writer.run(`insert into sale (order_id, line, day, customer_id, rep_id, team_id, channel, product_id, quantity, unit_price,
      discount, net_amount, cost, order_net)
    select i // 2, i % 2, date '2023-07-01' + (i * 1096 // ${lines})::integer, (1 + ${chance(1)} % ${customers})::integer, rep, 1 + (rep - 1) // 20,
      (['online', 'shop', 'partner', 'field'])[(1 + ${chance(3)} % 4)::integer], 1 + i % 100, 1, amount, 0, amount, amount * 0.6, 2 * amount
    from (select i, 1 + ${chance(2)} % ${reps} as rep, (10 + ${chance(4)} % 50000 / 100)::decimal(18, 4) as amount from range(${lines}) as s(i))
`);
  // A tenth of the orders is shared.
  await writer.run(`insert into credit select i, 1 + (i * 31) % ${reps}, 0.4 from range(0, ${Math.floor(lines / 2)}, 10) as o(i)
    union all select i, 1 + (i * 37 + 1) % ${reps}, 0.6 from range(0, ${Math.floor(lines / 2)}, 10) as o(i)`);
  await writer.run(`insert into goal (id, external_id, name, metric, target, quota, starts_on, ends_on, rep_id, team_id, created_on)
    select i, i::varchar, 'Q', 'revenue', q, q, date '2026-04-01', date '2026-06-30', i, 1 + (i - 1) // 20, date '2026-04-01'
    from (select i, 10000 + i % 7 * 1000 as q from range(1, ${reps + 1}) as g(i))`);
  const ids = Array.from({ length: reps }, (_, index) => index + 1);
  return {
    people: ids.map((id) => ({
      id,
      employed: { from: "2020-01-01", to: null },
      teamId: 1 + Math.floor((id - 1) / 20),
      memberships: [],
      salaries: [],
    })),
    teams: Array.from({ length: teams }, (_, index) => ({ id: index + 1, parentId: null })),
    assignments: Array.from({ length: teams }, (_, index) => ({
      plan: "plan",
      team: String(index + 1),
      from: "2026-06-01",
      to: null,
    })),
    plans: [plan],
    currency: "EUR",
  };
}
