import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { everything, queryPayInputs, settle } from "@salesglass/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runImport } from "../../import/import.ts";
import { readPayCompany } from "../../incentives/pay-company.ts";
import { payPeriodsBetween } from "../../incentives/pay-periods.ts";
import type { Store } from "../../store/store.ts";
import { testServer } from "../../testing/ask.ts";
import { testRecords } from "../../testing/records.ts";
import { writer } from "../../testing/write.ts";

const root = fileURLToPath(new URL("../../../../..", import.meta.url));
const folder = join(process.env.SALESGLASS_TEST_DATA ?? join(root, "../shared/data"), "adventureworks");

/** A person's quota, and what they sold while it held, read from the raw files without any of our code. */
interface RawQuota {
  readonly person: string;
  readonly from: string;
  readonly to: string;
  readonly quota: number;
  readonly sold: number;
}

describe.skipIf(!existsSync(folder))(
  "quotas and commission of AdventureWorks (needs the data of SALESGLASS_TEST_DATA)",
  () => {
    let store: Store;
    let output: string;
    let expected: RawQuota[];
    const servers: Record<string, Awaited<ReturnType<typeof testServer>>> = {};
    beforeAll(async () => {
      output = await mkdtemp(join(tmpdir(), "salesglass-quotas-"));
      store = await testRecords()
        .find(({ name }) => name === "postgres")!
        .open();
      const map = join(root, "examples/import/adventure-works");
      const rejectedFile = join(output, "rejected.csv");
      const done = await runImport({ store, folder, map, rejectedFile, today: "2014-06-30", actor: "a test" });
      expect(done.tables.filter(({ rejected }) => rejected > 0)).toEqual([]);
      expect(done.warnings).toEqual([]);
      const today = { today: "2014-06-30", clock: () => new Date("2014-06-30T12:00:00Z") };
      for (const engine of ["duckdb", "postgres"] as const) servers[engine] = await testServer(store, engine, today);
      expected = await rawQuotas();
    }, 120_000);
    afterAll(async () => {
      for (const server of Object.values(servers)) await server.close();
      await store?.close();
      await rm(output, { recursive: true, force: true });
    });

    describe.each(["duckdb", "postgres"])("on %s", (engine) => {
      it("are each person's from its date to the day before the next, with what was sold meanwhile", async () => {
        type Found = { repId: string; quota: number; attainment: number | null; revenue: number };
        const ids = await store.query<{ id: number; external_id: string }>("select id, external_id from rep");
        const keyOf = new Map(
          ids.map(({ id, external_id }) => [Buffer.from(`Rep:${id}`).toString("base64"), external_id]),
        );
        const periods = new Set(expected.map(({ from, to }) => `${from}..${to}`));
        const found: Record<string, readonly number[]> = {};
        for (const period of periods) {
          const { metrics } = await servers[engine]!.ask<{ metrics: Found[] }>(
            `{ metrics(period: "${period}", where: { rep: { isNull: false } }) { repId quota attainment revenue } }`,
          );
          for (const { repId, quota, attainment } of metrics) {
            if (quota > 0) found[`${keyOf.get(repId)} ${period}`] = [quota, Math.round(attainment! * 1e6) / 1e6];
          }
        }
        const wanted = expected.map(({ person, from, to, quota, sold }) => {
          return [`${person} ${from}..${to}`, [quota, Math.round((sold / quota) * 1e6) / 1e6]] as const;
        });
        expect(expected).toHaveLength(163);
        expect(found).toEqual(Object.fromEntries(wanted));
      });

      it("are goals that were reached or missed", async () => {
        type Node = { externalId: string; target: string; value: number; status: string; team: { name: string } };
        const { goals } = await servers[engine]!.ask<{ goals: { totalCount: number; edges: { node: Node }[] } }>(
          `{ goals(first: 500) { totalCount edges { node { externalId target value status team { name } } } } }`,
        );
        expect(goals.totalCount).toBe(163);
        const byKey = new Map(goals.edges.map(({ node }) => [node.externalId, node]));
        for (const { person, from, quota, sold } of expected) {
          const goal = byKey.get(`${person}-${from}`)!;
          expect(Number(goal.target)).toBe(quota);
          expect(goal.value).toBeCloseTo(sold, 2);
          expect(goal.status, goal.externalId).toBe(sold >= quota ? "REACHED" : "MISSED");
        }
        // The person of two territories had the quota in the one of its first day.
        expect(byKey.get("275-2012-08-30")!.team.name).toBe("Northeast");
        expect(byKey.get("275-2012-11-30")!.team.name).toBe("Central");
      });
    });

    it("add up over months, territories and people to the same total on both engines", async () => {
      const total = expected.reduce((sum, { quota }) => sum + quota, 0);
      const by = ["", "month", "teamName", "repName", "year repName", "day"];
      for (const dimensions of by) {
        for (const engine of ["duckdb", "postgres"]) {
          const { metrics } = await servers[engine]!.ask<{ metrics: { quota: number }[] }>(
            `{ metrics(period: "2011-01-01..2014-12-31") { ${dimensions} quota } }`,
          );
          const units = metrics.reduce((sum, { quota }) => sum + Math.round((quota ?? 0) * 10_000), 0);
          expect(units / 10_000, `${engine} by ${dimensions}`).toBe(total);
        }
      }
    });

    it("pay each person the rate of the file on what they sold in each year, to the cent", async () => {
      const [rates, sold] = await Promise.all([rawRates(), rawSales()]);
      const save =
        "mutation ($plan: JSON!) { savePlan(plan: $plan, status: ACTIVE, confirm: true) { __typename ... on InvalidInput { faults { path message } } } }";
      const label = { en: "Commission", "zh-CN": "提成" };
      const server = servers.duckdb!;
      for (const rate of new Set(rates.values())) {
        const component = { id: "sales", kind: "COMMISSION", label, basis: "REVENUE", accumulate: "YEAR", rate };
        const plan = { id: planOf(rate), label, currency: "USD", from: "2011-01-01", components: [component] };
        expect(await server.ask(save, { plan })).toEqual({ savePlan: { __typename: "SavedPlan" } });
      }
      const rows = [...rates].map(([rep, rate]) => ({
        externalId: rep,
        plan: planOf(rate),
        rep,
        startsOn: "2011-01-01",
      }));
      expect(await writer(server)("assignPlans", rows)).toMatchObject({ new: 17 });
      const company = await readPayCompany(store);
      const calendar = { today: "2014-06-30", fiscalYearStart: 1, weekStart: 1 };
      const periods = payPeriodsBetween("2011-05-01", "2014-06-30", calendar);
      const ids = await store.query<{ id: number; key: string }>("select id, external_id as key from rep");
      const keyOf = new Map(ids.map(({ id, key }) => [id, key]));
      for (const engine of ["duckdb", "postgres"]) {
        const inputs = await queryPayInputs(servers[engine]!.warehouse.db, everything, company, { periods, calendar });
        const paid: Record<string, number> = {};
        for (const { id } of company.people) {
          const own = inputs.filter(({ person }) => person.id === id);
          for (const { period, total } of settle(own, [], periods, "USD")) {
            const key = `${keyOf.get(id)} ${period.key.slice(0, 4)}`;
            paid[key] = (paid[key] ?? 0) + Math.round(Number(total) * 100);
          }
        }
        const expected = [...rates].flatMap(([rep, rate]) =>
          ["2011", "2012", "2013", "2014"].map((year) => {
            const cents = Number(
              ((sold.get(`${rep} ${year}`) ?? 0n) * BigInt(Math.round(Number(rate) * 1000)) + 50_000n) / 100_000n,
            );
            return [`${rep} ${year}`, cents] as const;
          }),
        );
        expect(paid).toEqual(Object.fromEntries(expected));
      }
    });
  },
);

function planOf(rate: string): string {
  return `rate-${rate.replace(".", "-")}`;
}

/** The rate of each person, as the file has it. */
async function rawRates(): Promise<Map<string, string>> {
  const text = await readFile(join(folder, "SalesPerson.csv"), "utf8");
  const [header, ...lines] = text.trimEnd().split(/\r?\n/);
  const column = header!.split(",").indexOf("CommissionPct");
  return new Map(lines.map((line) => [line.split(",")[0]!, line.split(",")[column]!]));
}

/** What each person sold in each year, in ten-thousandths: lines are kept with four places. */
async function rawSales(): Promise<Map<string, bigint>> {
  const lines = gunzipSync(await readFile(join(folder, "SalesOrderLines_derived.csv.gz"))).toString();
  const orders = new Map<string, bigint>();
  for (const line of lines.trimEnd().split(/\r?\n/).slice(1)) {
    const cells = line.split(",");
    orders.set(cells[0]!, (orders.get(cells[0]!) ?? 0n) + BigInt(Math.round(Number(cells[7]) * 10_000)));
  }
  const sums = new Map<string, bigint>();
  const text = await readFile(join(folder, "SalesOrderHeader.csv"), "utf8");
  for (const line of text.trimEnd().split(/\r?\n/).slice(1)) {
    const cells = line.split(",");
    const key = `${cells[10]} ${cells[2]!.slice(0, 4)}`;
    sums.set(key, (sums.get(key) ?? 0n) + (orders.get(cells[0]!) ?? 0n));
  }
  return sums;
}

async function rawQuotas(): Promise<RawQuota[]> {
  const text = async (file: string) => (await readFile(join(folder, file), "utf8")).trimEnd().split(/\r?\n/).slice(1);
  const lines = gunzipSync(await readFile(join(folder, "SalesOrderLines_derived.csv.gz"))).toString();
  const amounts = new Map<string, number>();
  for (const line of lines.trimEnd().split(/\r?\n/).slice(1)) {
    const [order, , , , , , , total] = line.split(",");
    amounts.set(order!, (amounts.get(order!) ?? 0) + Number(total));
  }
  const orders = (await text("SalesOrderHeader.csv")).map((line) => {
    const cells = line.split(",");
    return { day: cells[2]!.slice(0, 10), person: cells[10]!, amount: amounts.get(cells[0]!) ?? 0 };
  });
  const starts = (await text("SalesPersonQuotaHistory.csv")).map((line) => {
    const [person, from, quota] = line.split(",");
    return { person: person!, from: from!.slice(0, 10), quota: Number(quota) };
  });
  return starts.map(({ person, from, quota }) => {
    const next = starts
      .filter((other) => other.person === person && other.from > from)
      .map((other) => other.from)
      .sort()[0];
    const to = next === undefined ? "2014-05-31" : dayBefore(next);
    const sold = orders.filter((order) => order.person === person && order.day >= from && order.day <= to);
    return { person, from, to, quota, sold: sold.reduce((sum, { amount }) => sum + amount, 0) };
  });
}

function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
}
