import { builtInCatalog, everything, parsePeriod, queryMetrics, type Scope } from "@salesglass/core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runDemo } from "../demo/demo.ts";
import {
  customersInCare,
  customersInScope,
  ofTeamsInScope,
  ownedInScope,
  staffInScope,
} from "../modules/record-scope.ts";
import { migrate } from "../store/migrate.ts";
import { openPostgres } from "../store/postgres.ts";
import { readRole } from "../store/read-role.ts";
import type { Store } from "../store/store.ts";
import { createDatabase, testRecords } from "../testing/records.ts";
import { queryViews } from "../warehouse/views.ts";

let store: Store;
let scopes: Record<string, Scope>;

beforeAll(async () => {
  store = await testRecords()
    .find(({ name }) => name === "postgres")!
    .open();
  await runDemo({ store, lines: 2_000, seed: 5, until: "2024-06-30" });
  const [rep] = await store.query<{ id: number }>(
    "select rep_id as id from public.sales_order where rep_id is not null group by 1 order by count(*) desc, 1 limit 1",
  );
  const teams = await store.query<{ id: number }>(
    "select team_id as id from public.rep where team_id is not null group by 1 order by 1 limit 2",
  );
  // The demo company assigns its plans to everybody.
  await store.exec(
    `insert into public.plan_assignment (external_id, plan, rep_id, starts_on) values ('one', 'p', ${rep!.id}, '2024-01-01')`,
  );
  scopes = {
    "a rep": { kind: "rep", repId: rep!.id },
    "a rep who isn't there": { kind: "rep", repId: 999_999 },
    "a team": { kind: "teams", teamIds: [teams[0]!.id] },
    "two teams": { kind: "teams", teamIds: teams.map(({ id }) => id) },
    "no team": { kind: "teams", teamIds: [] },
  };
}, 60_000);
afterAll(() => store.close());

it("answers a question that forgot its scope as if it had not", async () => {
  const metrics = [
    "revenue",
    "orders",
    "customers",
    "newCustomers",
    "grossProfit",
    "winRate",
    "pipelineValue",
    "nps",
    "payout",
  ];
  const known = metrics.filter((id) => builtInCatalog.metrics.some((metric) => metric.id === id));
  expect(known.length).toBeGreaterThan(6);
  const calendar = { today: "2024-06-30", fiscalYearStart: 1, weekStart: 1, fiscalPattern: "MONTHS" } as const;
  const question = {
    period: parsePeriod("2023-07-01..2024-06-30", calendar),
    calendar,

    catalog: builtInCatalog,
    dimensions: [],
    metrics: known.map((metric) => ({ key: metric, metric })),
  };
  const whole = await queryMetrics(queryViews(store), everything, question);
  for (const [name, scope] of Object.entries(scopes)) {
    const forgotten = await queryMetrics(queryViews(store, { scope }), everything, question);
    const asked = await queryMetrics(queryViews(store), scope, question);
    expect(forgotten, name).toEqual(asked);
    expect(forgotten, name).not.toEqual(whole);
  }
});

it("shows each table's rows as the scope does, to whoever reads the record without a condition", async () => {
  const ofDeals = (scope: Scope) => ({
    OR: [customersInScope(scope), { opportunities: { some: ownedInScope(scope) } }],
  });
  const inCare = (scope: Scope) => ({ customer: customersInCare(scope) });
  const tables: Record<string, (scope: Scope) => object> = {
    order: ownedInScope,
    orderLine: (scope) => ({ order: ownedInScope(scope) }),
    orderCredit: (scope) => ({ order: ownedInScope(scope) }),
    opportunity: ownedInScope,
    opportunityStage: (scope) => ({ opportunity: ownedInScope(scope) }),
    customer: ofDeals,
    contact: (scope) => ({ customer: ofDeals(scope) }),
    interaction: inCare,
    need: inCare,
    surveyResponse: inCare,
    serviceCase: inCare,
    goal: ownedInScope,
    statement: ownedInScope,
    statementLine: (scope) => ({ statement: ownedInScope(scope) }),
    teamMembership: ownedInScope,
    planAssignment: ownedInScope,
    budget: ofTeamsInScope,
    expense: ofTeamsInScope,
    opening: ofTeamsInScope,
    candidate: (scope) => ({ opening: ofTeamsInScope(scope) }),
    enrolment: (scope) => ({ rep: staffInScope(scope) }),
    careerStep: (scope) => ({ rep: staffInScope(scope) }),
    review: (scope) => ({ rep: staffInScope(scope) }),
  };
  type Model = { count(args?: object): Promise<number> };
  const modelOf = (prisma: object, name: string) => (prisma as Record<string, Model>)[name]!;
  const filled = new Set<string>();
  for (const [place, scope] of Object.entries(scopes)) {
    const limited = store.prismaFor(scope);
    for (const [name, where] of Object.entries(tables)) {
      const [seen, expected, all] = await Promise.all([
        modelOf(limited, name).count(),
        modelOf(store.prisma, name).count({ where: where(scope) }),
        modelOf(store.prisma, name).count(),
      ]);
      expect(seen, `${name} for ${place}`).toBe(expected);
      if (seen > 0 && seen < all) filled.add(name);
    }
  }
  // What no scope saw a part of would prove nothing.
  expect([...filled].sort()).toEqual(Object.keys(tables).sort());
});

it("reads with no right to write, nor to what is nobody's to see", async () => {
  const prisma = store.prismaFor(scopes["a rep"]!);
  await expect(prisma.customer.updateMany({ data: { name: "mine" } })).rejects.toThrow(/permission denied/);
  for (const table of ["api_key", "salary", "audit_entry"]) {
    await expect(prisma.$queryRawUnsafe(`select count(*) from public.${table}`), table).rejects.toThrow(
      /permission denied/,
    );
  }
});

it("leaves a connection as it was, also after an error", async () => {
  const scope = scopes["a rep"]!;
  await expect(store.analyse("select 1 / 0", [], { scope })).rejects.toThrow(/division by zero/);
  const roles = await Promise.all(
    Array.from({ length: 20 }, () =>
      store.analyse<{ role: string; rep: string }>(
        "select current_user::text as role, current_setting('salesglass.rep', true) as rep",
      ),
    ),
  );
  for (const [row] of roles) expect(row).toMatchObject({ role: expect.not.stringMatching(readRole) });
  const [limited] = await store.analyse("select current_user::text as role", [], { scope });
  expect(limited).toEqual({ role: readRole });
});

it("covers every table that has a rep, a team, a customer or an order of its own", async () => {
  const open = await store.query<{ name: string }>(
    `select distinct c.relname::text as name from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and not c.relrowsecurity and not a.attisdropped
       and a.attname in ('rep_id', 'team_id', 'customer_id', 'order_id', 'owner_id')
       and has_table_privilege('${readRole}', c.oid, 'select') order by 1`,
  );
  // Honours are for everybody to see, and a rep's team is what names are read by.
  expect(open.map(({ name }) => name)).toEqual(["honour_award", "rep"]);
});

it("limits rows where the server's user may make roles and nothing more", async (context) => {
  const [server] = await store.query<{ number: number }>(
    "select current_setting('server_version_num')::integer as number",
  );
  if (server!.number < 160_000) context.skip();
  const url = new URL(await createDatabase());
  const name = url.pathname.slice(1);
  const owner = `owner_${name}`;
  // What PostgreSQL gives to who makes a role; this server has the role already.
  await store.exec(
    `create role ${owner} login createrole password 'test'; alter database ${name} owner to ${owner};
     grant ${readRole} to ${owner} with admin true, inherit false, set false`,
  );
  Object.assign(url, { username: owner, password: "test" });
  const record = await openPostgres(url.href);
  try {
    await migrate(record);
    expect(await record.limitsRows()).toBe(true);
    const scope = scopes["a rep"]!;
    expect(await record.analyse("select current_user::text as role", [], { scope })).toEqual([{ role: readRole }]);
    expect(await record.prismaFor(scope).customer.count()).toBe(0);
  } finally {
    await record.close();
    await store.exec(`drop database ${name}`);
    await store.exec(`drop role ${owner}`);
  }
});

it("says where the database doesn't limit rows, and works there all the same", async () => {
  expect(await store.limitsRows()).toBe(true);
  // Whoever may make no roles and is no member of this one, as with some hosted databases.
  const url = new URL(await createDatabase());
  const owner = `owner_${url.pathname.slice(1)}`;
  await store.exec(
    `create role ${owner} login password 'test'; alter database ${url.pathname.slice(1)} owner to ${owner}`,
  );
  Object.assign(url, { username: owner, password: "test" });
  const plain = await openPostgres(url.href);
  try {
    expect((await migrate(plain)).length).toBeGreaterThan(10);
    expect(await plain.limitsRows()).toBe(false);
    const scope = scopes["a rep"]!;
    expect(await plain.analyse("select current_user::text as role", [], { scope })).toEqual([{ role: owner }]);
    expect(await plain.prismaFor(scope).customer.count()).toBe(0);
  } finally {
    await plain.close();
    await store.exec(`drop database ${url.pathname.slice(1)}`);
    await store.exec(`drop role ${owner}`);
  }
});
