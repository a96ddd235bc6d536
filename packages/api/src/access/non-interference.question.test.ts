import type { Scope } from "@salesglass/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "../context.ts";
import { runDemo } from "../demo/demo.ts";
import { schema } from "../schema.ts";
import type { Store } from "../store/store.ts";
import { testServer } from "../testing/ask.ts";
import { randomFrom, randomQuery, type Samples } from "../testing/random-queries.ts";
import { testRecords } from "../testing/records.ts";

/** How often each field of the root is asked, with other arguments and selections each time. */
const rounds = Number(process.env.SALESGLASS_TEST_ROUNDS ?? 2);
const today = "2024-06-30";
/**
 * What pay is reckoned from is a team's as well as one's own, so a rep's pay follows what others sell; a scorecard says
 * where one stands among five or more peers; and how the record stands as a whole is for everybody.
 */
const apart = [
  "scorecards",
  "statement",
  "statements",
  "nextTiers",
  "payoutOfDeal",
  "payroll",
  "payPeriods",
  "comparePlan",
  "company",
];

// With the embedded record the queries' own conditions are all that limits them; on PostgreSQL the database sees to it too.
describe.each(testRecords())("on $name", ({ name, open }) => {
  let store: Store;
  let samples: Samples;
  beforeAll(async () => {
    store = await open();
    await runDemo({ store, lines: 500, seed: 7, until: today });
    samples = await samplesOf(store);
  }, 60_000);
  afterAll(() => store.close());

  it.each(["REP", "MANAGER"] as const)(
    "a %s is answered alike whatever lies outside the scope, and whatever is asked",
    async (role) => {
      const [busy] = await store.query<{ rep: number; team: number }>(
        "select rep_id as rep, team_id as team from public.sales_order where rep_id is not null group by 1, 2 order by count(*) desc, 1 limit 1",
      );
      const scope: PartialScope =
        role === "REP" ? { kind: "rep", repId: busy!.rep } : { kind: "teams", teamIds: [busy!.team] };
      const viewer: Viewer = { name: "somebody", role, scope };
      const server = await testServer(store, name === "pglite" ? "duckdb" : "postgres", { viewer });
      const random = randomFrom(role === "REP" ? 11 : 12);
      const roots = Object.keys(schema.getQueryType()!.getFields()).filter((root) => !apart.includes(root));
      const queries = roots.flatMap((root) =>
        Array.from({ length: rounds }, () => randomQuery(schema, root, samples, random)),
      );
      const before = await answers(server, queries);
      const revenue = `{ metrics(period: "2024") { revenue } }`;
      const whole = await testServer(store, "duckdb");
      const wholeBefore = await whole.ask(revenue);
      await changeOutside(store, scope);
      await server.warehouse.sync();
      await whole.warehouse.sync();
      const after = await answers(server, queries);
      const told = [...before].filter(([question, text]) => after.get(question) !== text);
      expect(
        told.map(([question, text]) => `${question}\n${text.slice(0, 1500)}\n${after.get(question)?.slice(0, 1500)}`),
      ).toEqual([]);
      // Nor would a server that answers nothing: many questions have an answer, and who sees all sees the changes.
      const answered = [...before.values()].filter((text) => !text.includes('"errors"')).length;
      expect(answered).toBeGreaterThan(before.size / 3);
      expect(await whole.ask(revenue)).not.toEqual(wholeBefore);
      await server.close();
      await whole.close();
    },
    120_000,
  );
});

/** The same doubles in another order add up to the same but for the last digits. */
const withoutNoise = (_: string, value: unknown) => (typeof value === "number" ? Number(value.toPrecision(10)) : value);

type PartialScope = Exclude<Scope, { kind: "everything" }>;
type TestServer = Awaited<ReturnType<typeof testServer>>;

const files = ["sales", "customers", "rfm", "reps", "goals", "leaderboard", "pipeline"].map(
  (file) => `/data/${file}.csv`,
);

async function answers(server: TestServer, queries: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const faults = new Set<string>();
  for (const query of queries) {
    const { data, errors } = (await (await server.send(JSON.stringify({ query }))).json()) as {
      data?: object;
      errors?: object[];
    };
    // An error that is masked is a fault of the server's.
    if (JSON.stringify(errors ?? "").includes('"INTERNAL"')) {
      faults.add(`${query}
${String((server.logged.at(-1) as { err?: Error }).err).slice(0, 500)}`);
    }
    found.set(query, JSON.stringify({ data, errors }, withoutNoise));
  }
  for (const file of files) found.set(file, await (await server.fetch(`http://localhost${file}?period=2024`)).text());
  expect([...faults]).toEqual([]);
  return found;
}

/** Changes everything that the scope doesn't see: amounts, names, scores; some rows go, and others come. */
async function changeOutside(store: Store, scope: PartialScope): Promise<void> {
  const isOwn = scope.kind === "rep" ? `rep_id = ${scope.repId}` : `team_id in (${scope.teamIds})`;
  const isStaff =
    scope.kind === "rep"
      ? `rep_id = ${scope.repId}`
      : `rep_id in (select id from rep where team_id in (${scope.teamIds}))`;
  const inCare = isStaff.replace("rep_id", "owner_id");
  const ofTeam = scope.kind === "rep" ? "false" : isOwn;
  const out = (condition: string) => `(${condition}) is not true`;
  const care = `customer_id in (select id from customer where ${inCare})`;
  const seenCustomer = `${inCare} or id in (select customer_id from sales_order where ${isOwn}) or id in (select customer_id from opportunity where ${isOwn})`;
  await store.exec(`
    set search_path to public;
    delete from order_line where (customer_id, order_id) in (select customer_id, id from sales_order where ${out(isOwn)} and id % 5 = 0);
    delete from sales_order where ${out(isOwn)} and id % 5 = 0 and not exists (select from order_line l where l.order_id = sales_order.id)
      and not exists (select from sales_order r where r.return_of_id = sales_order.id);
    update order_line set net_amount = net_amount * 2 + 1, quantity = quantity + 1, cost = cost * 3 where order_id in (select id from sales_order where ${out(isOwn)});
    update sales_order set day = day - 40, channel = 'elsewhere' where ${out(isOwn)} and id % 3 = 0;
    update customer set name = 'Changed ' || id, region = 'Nowhere', industry = 'None', acquired_on = date '2024-06-01' where ${out(seenCustomer)};
    update survey_response set score = 10 - score where kind = 'NPS' and ${out(care)};
    delete from service_case where ${out(care)} and id % 2 = 0;
    delete from need where ${out(care)} and id % 2 = 0;
    delete from interaction where ${out(care)} and id % 2 = 0;
    update opportunity set amount = amount * 3, created_on = created_on - 20 where ${out(isOwn)};
    update goal set target = target * 2 where ${out(isOwn)} and metric is not null;
    update budget set amount = amount * 2 where ${out(ofTeam)};
    update expense set amount = amount * 2 where ${out(ofTeam)};
    delete from review where ${out(isStaff)};
    delete from enrolment where ${out(isStaff)};
    delete from alert where ${out(isOwn)} and (customer_id is null or customer_id not in (select id from customer where ${seenCustomer}));
  `);
}

async function samplesOf(store: Store): Promise<Samples> {
  const keys = async (table: string, column = "external_id") =>
    (
      await store.query<{ key: string }>(
        `select ${column}::text as key from public.${table} where ${column} is not null order by md5(${column}::text) limit 12`,
      )
    ).map(({ key }) => key);
  const [customer, rep, team, product] = await Promise.all([
    keys("customer"),
    keys("rep"),
    keys("team"),
    keys("product"),
  ]);
  const globals = (type: string, ids: readonly string[]) =>
    ids.map((id) => Buffer.from(`${type}:${id}`).toString("base64"));
  const nodes = [
    ...globals("Customer", await keys("customer", "id")),
    ...globals("Order", await keys("sales_order", "id")),
    ...globals("Rep", await keys("rep", "id")),
    ...globals("Goal", await keys("goal", "id")),
    ...globals("Opportunity", await keys("opportunity", "id")),
    ...globals("Interaction", await keys("interaction", "id")),
    ...globals("Need", await keys("need", "id")),
  ];
  const texts = ["North", "South", "online", "field", "Tea", "revenue", "month", "COMPANY", "cups"];
  return {
    Period: ["2024", "2024-Q2", "2024-06", "last-12-months", "2023-07-01..2024-06-30"],
    Date: ["2024-06-30", "2024-05-01", "2023-12-31"],
    DateTime: ["2024-06-30T00:00:00Z"],
    Decimal: ["1000", "25000.50"],
    JSON: ["{}"],
    String: texts,
    ID: [...customer.slice(0, 4), ...nodes],
    customer,
    rep,
    team,
    product,
    id: nodes,
    ids: nodes,
    externalId: [...customer, ...(await keys("goal"))],
    locale: ["en", "zh-CN"],
    by: ["revenue", "orders", "month"],
    after: [""],
    before: [""],
    plan: await keys("plan_version", "plan"),
  };
}
