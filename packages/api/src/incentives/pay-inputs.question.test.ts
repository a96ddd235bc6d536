import {
  type Assignment,
  addMonths,
  bucketEnd,
  everything,
  type PayCompany,
  type Plan,
  parsePlan,
  queryPayInputs,
  type Warehouse,
} from "@salesglass/core";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Engines, openEngines } from "../testing/engines.ts";
import { type Company, companyOf } from "../testing/naive/company.ts";

const calendar = { today: "2024-06-30", fiscalYearStart: 1, weekStart: 1 };
const label = { en: "x", "zh-CN": "x" };
const commission = (id: string, more: object) => ({
  id,
  kind: "COMMISSION",
  label,
  basis: "REVENUE",
  rate: "1%",
  ...more,
});

function plan(id: string, version: number, from: string, to: string | null, components: readonly object[]): Plan {
  return parsePlan({ id, version, label, currency: "EUR", from, to, components });
}

const plans = [
  plan("a", 1, "2023-01-01", "2023-03-14", [
    commission("all", {}),
    commission("profit", { basis: "GROSS_PROFIT", where: { channel: ["a", "B"] } }),
    commission("paid", { basis: "VOLUME", when: "PAID" }),
  ]),
  plan("a", 2, "2023-03-15", null, [
    commission("all", {}),
    commission("new", { where: { newOrReturning: "NEW" } }),
    commission("known", { where: { newOrReturning: "RETURNING", category: ["x", "Y"] } }),
  ]),
  plan("b", 1, "2023-01-01", null, [
    { id: "team", kind: "OVERRIDE", label, basis: "REVENUE", rate: "1%", subTeams: true, ownSales: false },
    { id: "near", kind: "OVERRIDE", label, basis: "GROSS_PROFIT", rate: "1%", subTeams: false },
    { id: "orders", kind: "SPIFF", label, amount: 1, per: "ORDER", from: "2023-01-10", to: "2023-04-20" },
    {
      id: "units",
      kind: "SPIFF",
      label,
      amount: 1,
      per: "UNIT",
      from: "2023-02-01",
      to: "2023-12-31",
      where: { product: ["p1", "p2"] },
    },
    { id: "first", kind: "SPIFF", label, amount: 1, per: "FIRST_ORDER", from: "2023-01-01", to: "2023-12-31" },
  ]),
];

const periods = ["2023-01", "2023-02", "2023-03", "2023-04", "2023-05"].map((key) => {
  return { key, from: `${key}-01`, to: bucketEnd(`${key}-01`, "month", calendar) };
});

type Line = Warehouse["sale"] & { readonly origin?: Warehouse["sale"] | undefined };

/** Returns that name their order, payments, and orders that several share in. */
function withPay(company: Company, seed: number): Company {
  const [random] = fc.sample(fc.infiniteStream(fc.nat(1_000_000)), { numRuns: 1, seed });
  const upTo = (count: number) => random!.next().value! % count;
  const orders = [...new Map(company.sale.map((line) => [line.order_id, line])).values()];
  const more = new Map(
    orders.map((order) => {
      const earlier = orders.filter(({ day, order_id }) => day <= order.day && order_id !== order.order_id);
      const returns = order.order_net < 0 && earlier.length > 0 ? earlier[upTo(earlier.length)]!.order_id : null;
      const paid = new Date(Date.parse(order.day) + 86_400_000 * upTo(60)).toISOString().slice(0, 10);
      return [order.order_id, { return_of_id: upTo(4) > 0 ? returns : null, paid_on: upTo(4) > 0 ? paid : null }];
    }),
  );
  const credit = orders.flatMap(({ order_id }) => {
    if (upTo(3) > 0) return [];
    return [
      { order_id, rep_id: 1 + upTo(2), share: 0.12345678 },
      { order_id, rep_id: 3 + upTo(3), share: 0.87654322 },
    ];
  });
  return { ...company, sale: company.sale.map((line) => ({ ...line, ...more.get(line.order_id)! })), credit };
}

function staffOf(seed: number): Pick<PayCompany, "people" | "assignments"> {
  const [random] = fc.sample(fc.infiniteStream(fc.nat(1_000_000)), { numRuns: 1, seed });
  const upTo = (count: number) => random!.next().value! % count;
  const day = (month: number) =>
    `${addMonths("2023-01-01", month).slice(0, 7)}-${String(1 + upTo(28)).padStart(2, "0")}`;
  const people = [1, 2, 3, 4, 5].map((id) => {
    const change = day(1 + upTo(3));
    const before = new Date(Date.parse(change) - 86_400_000).toISOString().slice(0, 10);
    const [first, second] = [1 + upTo(4), 1 + upTo(4)];
    const moves = upTo(2) === 0;
    return {
      id,
      employed: { from: upTo(3) === 0 ? day(0) : "2022-01-01", to: upTo(4) === 0 ? day(3) : null },
      teamId: first,
      memberships: [
        ...(moves
          ? ([
              { team: first, role: "MEMBER", from: "2022-01-01", to: before },
              { team: second, role: "MEMBER", from: change, to: null },
            ] as const)
          : []),
        ...(upTo(2) === 0
          ? ([{ team: 1 + upTo(4), role: "MANAGER", from: day(0), to: upTo(2) === 0 ? day(3) : null }] as const)
          : []),
      ],
      salaries: [],
    };
  });
  const assignments: Assignment[] = [
    { plan: "a", team: "1", from: day(0), to: null },
    { plan: "b", team: "3", from: "2022-06-01", to: day(3) },
    { plan: "a", team: "4", from: "2022-06-01", to: null },
    { plan: "b", rep: "2", from: day(0), to: day(2) },
    { plan: "a", rep: "5", from: day(0), to: null },
  ];
  return { people, assignments };
}

/** The same by plain loops over days and lines: basis, count, and returns by month, of who has any. */
function naive(company: Company, { people, assignments, teams }: Omit<PayCompany, "plans" | "currency">) {
  const parent = new Map(teams.map(({ id, parentId }) => [id, parentId]));
  const above = (team: number | null): number[] => (team === null ? [] : [team, ...above(parent.get(team) ?? null)]);
  const holds = (day: string, { from, to }: { from: string; to: string | null }) =>
    from <= day && (to === null || day <= to);
  const planOn = (person: PayCompany["people"][number], day: string) => {
    if (!holds(day, person.employed)) return undefined;
    const own = person.memberships.filter(({ role }) => role === "MEMBER");
    const team = own.length > 0 ? (own.find((one) => holds(day, one))?.team ?? null) : person.teamId;
    const open = assignments.filter((one) => holds(day, one));
    const chosen =
      open.find(({ rep }) => rep === String(person.id)) ??
      above(team).flatMap((id) => open.filter((one) => one.team === String(id)))[0];
    return plans.find((one) => one.id === chosen?.plan && holds(day, one));
  };
  const daysBetween = (from: string, to: string) => {
    const days: string[] = [];
    for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000)
      days.push(new Date(at).toISOString().slice(0, 10));
    return days;
  };
  const units = (number: number) => BigInt(Math.round(number * 10_000));
  const firstDay = new Map<number, string>();
  const firstOrder = new Map<number, number>();
  const anonymous = new Set(company.customer.filter((one) => one.anonymous).map(({ id }) => id));
  for (const { customer_id, order_id, day } of [...company.sale].sort((a, b) =>
    a.day < b.day ? -1 : a.day > b.day ? 1 : a.order_id - b.order_id,
  )) {
    if (anonymous.has(customer_id) || company.sale.find((one) => one.order_id === order_id)!.order_net <= 0) continue;
    if (!firstDay.has(customer_id)) firstDay.set(customer_id, day);
    if (!firstOrder.has(customer_id)) firstOrder.set(customer_id, order_id);
  }
  const lines: Line[] = company.sale.map((line) => ({
    ...line,
    origin: company.sale.find(({ order_id }) => order_id === line.return_of_id),
  }));
  const products = new Map(company.product.map((one) => [one.id, one]));
  const result: Record<string, string> = {};
  const add = (key: string, value: bigint) => {
    if (value !== 0n || key in result) result[key] = String(BigInt(result[key] ?? "0") + value);
  };
  for (const person of people) {
    for (const period of periods) {
      const history = daysBetween("2022-12-01", period.to).map((day) => ({ day, plan: planOn(person, day) }));
      const inPeriod = new Map(history.filter(({ day }) => day >= period.from).map(({ day, plan: one }) => [day, one]));
      for (const one of plans) {
        const last = history.findLast((entry) => entry.plan?.id === one.id)?.plan;
        for (const component of one.components) {
          if (component.kind !== "COMMISSION" && component.kind !== "OVERRIDE" && component.kind !== "SPIFF") continue;
          const key = `${person.id} ${period.key} ${one.id}@${one.version} ${component.id}`;
          const counted = new Set<string>();
          for (const line of lines) {
            const { origin } = line;
            const isPaid = component.when === "PAID";
            const own = isPaid ? (line.paid_on ?? (line.net_amount < 0 ? line.day : null)) : line.day;
            const sold = origin ? (isPaid ? origin.paid_on : origin.day) : null;
            if (own === null || (origin && sold === null)) continue;
            const item = products.get(line.product_id)!;
            const { where } = component;
            const first = firstDay.get(line.customer_id);
            const isNew = first === undefined ? undefined : first.slice(0, 7) >= (sold ?? own).slice(0, 7);
            const isIn = (values: readonly string[] | null, value: string | null) =>
              !values || (value !== null && values.includes(value));
            if (
              !isIn(where.product, item.external_id) ||
              !isIn(where.category, item.category) ||
              !isIn(where.channel, line.channel) ||
              !isIn(where.region, line.region)
            )
              continue;
            if (where.newOrReturning !== null && (isNew === undefined || isNew !== (where.newOrReturning === "NEW")))
              continue;
            const basis =
              component.kind === "SPIFF" ? (component.per === "UNIT" ? "VOLUME" : "REVENUE") : component.basis;
            if (basis === "GROSS_PROFIT" && line.cost === null) continue;
            const amount =
              basis === "VOLUME"
                ? units(line.quantity)
                : basis === "REVENUE"
                  ? units(line.net_amount)
                  : units(line.net_amount) - units(line.cost!);
            const isBack = origin !== undefined && (line.quantity < 0 || line.net_amount < 0) && amount < 0n;
            const isReturn = isBack && sold!.slice(0, 7) < own.slice(0, 7);
            const day = isBack && !isReturn ? sold! : own;
            const shares = company.credit.filter(({ order_id }) => order_id === (origin ?? line).order_id);
            const rep = (origin ?? line).rep_id;
            const credited =
              shares.length > 0 ? shares.map((each) => [each.rep_id, each.share] as const) : [[rep, 1] as const];
            for (const [who, share] of credited) {
              if (component.kind === "OVERRIDE") {
                const team = (origin ?? line).team_id;
                const managed = person.memberships.filter(({ role }) => role === "MANAGER");
                const covers = (one: (typeof managed)[number]) =>
                  team !== null && (component.subTeams ? above(team).includes(one.team) : one.team === team);
                if (!managed.some((each) => covers(each) && (isReturn ? each.from <= period.to : holds(day, each))))
                  continue;
                if (!component.ownSales && who === person.id) continue;
              } else if (who !== person.id) continue;
              const isDue = isReturn
                ? last === one && own >= period.from && own <= period.to
                : inPeriod.get(day) === one;
              if (!isDue) continue;
              const part = amount * BigInt(Math.round(share * 100_000_000));
              if (component.kind !== "SPIFF") {
                add(isReturn ? `${key} of ${sold!.slice(0, 7)}` : key, part);
                continue;
              }
              const soldOn = sold ?? own;
              if (soldOn < component.from || component.to < soldOn) continue;
              if (!isReturn && (day < component.from || component.to < day)) continue;
              if (component.per === "UNIT") add(key, part);
              else {
                const order = (origin ?? line).order_id;
                if (component.per === "FIRST_ORDER" && ![...firstOrder.values()].includes(order)) continue;
                const group = `${isReturn} ${day} ${line.order_id}`;
                if (counted.has(group)) continue;
                counted.add(group);
                const same = lines
                  .filter((each) => each.order_id === line.order_id)
                  .map((each) => {
                    const back =
                      each.origin !== undefined && (each.quantity < 0 || each.net_amount < 0) && each.net_amount < 0;
                    const backEarlier = back && sold!.slice(0, 7) < own.slice(0, 7);
                    return { each, at: back && !backEarlier ? sold! : own, isReturn: backEarlier };
                  })
                  .filter((each) => each.isReturn === isReturn && each.at === day);
                const isWhole = origin !== undefined && line.order_net <= -origin.order_net;
                const count = same.some(({ each }) => each.net_amount > 0) ? 1n : isWhole ? -1n : 0n;
                add(key, count * BigInt(Math.round(share * 100_000_000)) * 10_000n);
              }
            }
          }
        }
      }
    }
  }
  return Object.fromEntries(Object.entries(result).filter(([, value]) => value !== "0"));
}

let engines: Engines;
beforeAll(async () => {
  engines = await openEngines();
});
afterAll(() => engines?.close());

it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])(
  "adds up credits as plain loops over days and lines do, on both engines (%i)",
  { timeout: 120_000 },
  async (seed) => {
    const company = withPay(companyOf(seed, 160), seed);
    await engines.fill(company);
    const teams = company.team.map(({ id, parent_id }) => ({ id, parentId: parent_id }));
    const staff = { ...staffOf(seed), teams };
    const expected = naive(company, staff);
    expect(Object.keys(expected).length).toBeGreaterThan(20);
    for (const db of [engines.duckdb, engines.postgres]) {
      const found = await queryPayInputs(db, everything, { ...staff, plans, currency: "EUR" }, { periods, calendar });
      const answered: Record<string, string> = {};
      const put = (key: string, text: string) => {
        const [whole, fraction = ""] = text.replace("-", "").split(".");
        const value = BigInt(whole + fraction.padEnd(12, "0")) * (text.startsWith("-") ? -1n : 1n);
        if (value !== 0n) answered[key] = String(value);
      };
      for (const { person, period, plans: own } of found) {
        for (const { plan: one, input } of own) {
          for (const [id, component] of Object.entries(input.components)) {
            const key = `${person.id} ${period.key} ${one.id}@${one.version} ${id}`;
            if ("basis" in component) put(key, component.basis);
            if ("count" in component) put(key, component.count);
            if ("returns" in component)
              for (const back of component.returns ?? []) put(`${key} of ${back.period}`, back.basis);
          }
        }
      }
      expect(answered).toEqual(expected);
    }
  },
);
