import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  everything,
  parsePeriod,
  queryCustomerFigures,
  queryCustomers,
  queryRfm,
  queryRfmMembers,
  type Scope,
} from "@salesglass/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Engines, openEngines, type WarehouseRows } from "../testing/engines.ts";

const dataFolder =
  process.env.SALESGLASS_TEST_DATA ?? fileURLToPath(new URL("../../../../../shared/data", import.meta.url));
const rfmFolder = `${dataFolder}/rfm-reference`;
const calendar = { today: "2024-04-15", fiscalYearStart: 1, weekStart: 1 };

let engines: Engines;
beforeAll(async () => {
  engines = await openEngines();
});
afterAll(() => engines?.close());

const engineNames = ["duckdb", "postgres"] as const;

const sale = (order_id: number, day: string, customer_id: number, net: number, rep_id = 1) => {
  return {
    order_id,
    line: 1,
    day,
    customer_id,
    rep_id,
    team_id: rep_id,
    product_id: 1,
    net_amount: net,
    order_net: net,
  };
};

const company: WarehouseRows = {
  rep: [
    { id: 1, name: "Ada", team_id: 1 },
    { id: 2, name: "Bo", team_id: 2 },
  ],
  customer: [
    { id: 1, external_id: "A-1", kind: "COMPANY", name: "Zeta", company_name: "100% Wool", owner_id: 1 },
    { id: 2, external_id: "A_2", kind: "PERSON", name: "Ömer", email: "o@example.com", owner_id: 2 },
    { id: 3, external_id: "A-3", kind: "PERSON", name: "李", owner_id: 2 },
    { id: 9, external_id: "A-9", kind: "PERSON", name: "Nobody", anonymous: true },
  ],
  sale: [
    sale(1, "2024-01-01", 1, 100),
    sale(2, "2024-03-01", 1, 50.5),
    sale(3, "2024-03-05", 1, -20),
    sale(4, "2024-02-01", 2, 70, 2),
    sale(5, "2024-02-01", 9, 999),
  ],
};

describe.each(engineNames)("customers on %s", (engine) => {
  beforeAll(() => engines.fill(company));
  const list = async (search: string, scope: Scope = everything) => {
    const asked = { search, limit: 10, offset: 0, asOf: calendar.today };
    return (await queryCustomers(engines[engine], scope, asked)).customers.map(({ customerId }) => customerId);
  };

  it("answers figures: orders are positive, returns lower the revenue", async () => {
    const asked = { limit: 1, offset: 0, asOf: "2024-03-11", orderBy: [{ by: "REVENUE", direction: "DESC" } as const] };
    expect(await queryCustomers(engines[engine], everything, asked)).toEqual({
      total: 3,
      customers: [
        {
          customerId: 1,
          revenue: 130.5,
          orders: 2,
          firstOrderOn: "2024-01-01",
          lastOrderOn: "2024-03-01",
          recencyDays: 10,
          averageOrderValue: 65.25,
        },
      ],
    });
  });

  it("searches text as it stands, in any case", async () => {
    expect(await list("ömer")).toEqual([2]);
    expect(await list("0%")).toEqual([1]);
    expect(await list("%")).toEqual([1]);
    expect(await list("a_")).toEqual([2]);
    expect(await list("李")).toEqual([3]);
    expect(await list("nobody")).toEqual([]);
  });

  it("shows a rep the customers in his care and those that he sold to", async () => {
    expect(await list("", { kind: "rep", repId: 1 })).toEqual([1]);
    expect(await list("", { kind: "teams", teamIds: [2] })).toEqual([2, 3]);
    expect(await list("", { kind: "teams", teamIds: [] })).toEqual([]);
  });

  it("counts only the sales within the scope, also of a customer who is seen", async () => {
    const rep: Scope = { kind: "rep", repId: 2 };
    const figures = await queryCustomerFigures(engines[engine], rep, [2, 1], calendar.today);
    expect(figures.map(({ customerId, revenue, orders }) => [customerId, revenue, orders])).toEqual([
      [2, 70, 1],
      [1, 0, 0],
    ]);
    expect(await queryRfm(engines[engine], rep, { calendar })).toMatchObject({ customers: 1, revenue: 70 });
    const page = { limit: 10, offset: 0 };
    expect(await queryRfmMembers(engines[engine], rep, { calendar }, page)).toMatchObject({
      total: 1,
      members: [{ customerId: 2 }],
    });
  });

  it("leaves anonymous customers and those who only returned out of RFM", async () => {
    const rfm = await queryRfm(engines[engine], everything, { calendar });
    expect(rfm).toMatchObject({ customers: 2, revenue: 200.5, window: { from: "2023-04-16", to: "2024-04-15" } });
    expect(rfm.cells).toHaveLength(25);
    expect(rfm.cutPoints.monetary).toEqual([82.1, 94.2, 106.3, 118.4]);
    const none = await queryRfm(engines[engine], { kind: "teams", teamIds: [] }, { calendar });
    expect(none).toMatchObject({ customers: 0, revenue: 0, cutPoints: { recency: [] } });
  });
});

describe.skipIf(!existsSync(rfmFolder))("published RFM scores (data folder rfm-reference)", () => {
  const expected = () => JSON.parse(readFileSync(`${rfmFolder}/expected.json`, "utf8"));
  const names: string[] = [];

  function reference(reversed: boolean): WarehouseRows {
    names.length = 0;
    const lines = readFileSync(`${rfmFolder}/rfm_data_orders.csv`, "utf8").trim().split(/\r?\n/).slice(1);
    const ids = new Map<string, number>();
    const sales = lines.map((line, index) => {
      const [name, day, revenue] = line.split(",").map((cell) => cell.replace(/^"|"$/g, ""));
      if (!ids.has(name!)) ids.set(name!, ids.size + 1);
      return sale(index + 1, day!, ids.get(name!)!, Number(revenue));
    });
    names.push("", ...ids.keys());
    const customer = [...ids].map(([name, id]) => ({ id, external_id: name, kind: "PERSON", name }));
    return { customer, sale: reversed ? sales.reverse() : sales };
  }

  const asked = () => ({
    calendar,
    asOf: "2006-12-31",
    window: parsePeriod("2000-01-01..2006-12-31", calendar),
    cutPoints: expected().cutpoints,
  });

  it.each(engineNames.flatMap((engine) => [[engine, "as filed"] as const, [engine, "reversed"] as const]))(
    "are reproduced on %s with rows %s",
    async (engine, order) => {
      await engines.fill(reference(order === "reversed"));
      const rfm = await queryRfm(engines[engine], everything, asked());
      expect(rfm).toMatchObject({
        customers: expected().facts.customers.value,
        revenue: expected().facts.revenue.value,
      });
      const { members } = await queryRfmMembers(engines[engine], everything, asked(), { limit: 2000, offset: 0 });
      const cells: Record<string, number> = {};
      for (const { recency, frequency, monetary } of members) {
        const cell = `${recency}${frequency}${monetary}`;
        cells[cell] = (cells[cell] ?? 0) + 1;
      }
      expect(cells).toEqual(expected().cells_RFM);
      const published = Object.entries(expected().published_rows.rows as Record<string, number[]>);
      for (const [name, [recencyDays, orders, revenue, score]] of published) {
        const member = members.find(({ customerId }) => names[customerId] === name)!;
        expect(member).toMatchObject({ recencyDays, orders, revenue });
        expect(`${member.recency}${member.frequency}${member.monetary}`).toBe(String(score));
      }
      // The package's cut points are the quantiles plus one.
      const computed = await queryRfm(engines[engine], everything, { ...asked(), cutPoints: undefined });
      for (const of of ["recency", "frequency", "monetary"] as const) {
        expect(computed.cutPoints[of].map((point) => Math.round((point + 1) * 1e6) / 1e6)).toEqual(
          asked().cutPoints[of],
        );
      }
    },
  );
});
