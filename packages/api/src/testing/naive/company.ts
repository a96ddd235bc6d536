import type { Warehouse } from "@salesglass/core";
import fc from "fast-check";

/** The tables of a small company as plain arrays: what the engines are filled with, and what the reference reads. */
export type Company = { readonly [T in keyof Warehouse]: readonly Warehouse[T][] };

export const companyTexts = ["a", "B", "é", "中", "", "ﬁ", "😀"] as const;

/** What no metric is made of. */
const notMeasured = {
  course: [],
  enrolment: [],
  career_level: [],
  career_step: [],
  review: [],
  opening: [],
  candidate: [],
  indicator: [],
  indicator_value: [],
  competitor: [],
  competitor_figure: [],
  competitor_move: [],
  demand_signal: [],
  technology_signal: [],
};

const texts = [...companyTexts, null];
const firstDay = Date.UTC(2022, 9, 1);

/**
 * A company from a seed, with sales from October 2022 to May 2024: small numbers and few values, so that ties, gaps and
 * absent values are frequent.
 */
export function companyOf(seed: number, orderCount = 300): Company {
  const [random] = fc.sample(fc.infiniteStream(fc.nat(1_000_000)), { numRuns: 1, seed });
  const upTo = (count: number) => random!.next().value! % count;
  const pick = <T>(values: readonly T[]) => values[upTo(values.length)]!;
  const dayAfter = (from: number, days: number) => new Date(from + 86_400_000 * upTo(days)).toISOString().slice(0, 10);
  const day = () => dayAfter(firstDay, 600);
  const after = (from: string) => dayAfter(Date.parse(from), 90);
  const list = <T>(count: number, make: (id: number) => T) =>
    Array.from({ length: count }, (_, index) => make(index + 1));
  const amount = (from: number, to: number) => (from * 100 + upTo((to - from) * 100)) / 100;

  const days: string[] = [];
  const orders = list(orderCount, (id) => {
    // Now and then a second order on the same day, often of the same customer.
    const on = id % 5 === 0 && days.length > 0 ? days.at(-1)! : day();
    days.push(on);
    return {
      order_id: id,
      day: on,
      customer_id: id % 5 === 0 ? 1 + (id % 3) : 1 + upTo(30),
      rep_id: pick([1, 2, 3, 4, 5, null]),
      team_id: pick([1, 2, 3, 4, null]),
      channel: pick(texts),
      region: pick(texts),
      country: pick(["a", "中", null, null]),
    };
  });
  const sale = orders.flatMap((order) => {
    const lines = list(1 + upTo(3), (line) => ({
      line,
      product_id: 1 + upTo(6),
      quantity: (upTo(9) - 2) / 2,
      unit_price: 1,
      discount: pick([0, 0, amount(0, 50)]),
      net_amount: amount(-150, 750),
      cost: upTo(20) === 0 ? null : upTo(500_000) / 10_000,
    }));
    const net = lines.reduce((sum, line) => sum + Math.round(line.net_amount * 100), 0) / 100;
    return lines.map((line) => ({ ...order, ...line, order_net: net, paid_on: null, return_of_id: null }));
  });
  return {
    // A tree of three levels beside a team of its own.
    team: list(4, (id) => ({
      id,
      external_id: `t${id}`,
      name: pick(["x", "Y"]),
      parent_id: [null, 3, 1, null][id - 1]!,
    })),
    rep: list(5, (id) => ({
      id,
      external_id: `r${id}`,
      name: pick(["x", "Y", "ß"]),
      team_id: pick([1, 2, 3, 4, null]),
      hired_on: null,
      left_on: null,
    })),
    product: list(6, (id) => ({ id, external_id: `p${id}`, name: pick(["p", "q", `p${id}`]), category: pick(texts) })),
    customer: list(40, (id) => ({
      id,
      external_id: `c${id}`,
      kind: pick(["PERSON", "COMPANY"]),
      name: pick(["Zoë", "ada", "Ada", "李"]),
      company_name: pick(["100% Co", "A_B", null]),
      email: null,
      industry: pick(texts),
      region: pick(texts),
      country: pick(texts),
      owner_id: pick([1, 2, 3, 4, 5, null]),
      source: pick(texts),
      acquired_on: pick([day(), null]),
      referred_by_id: id % 3 === 0 ? 1 + (id % 5) : null,
      anonymous: id === 7,
      erased: false,
    })),
    sale,
    opportunity: list(80, (id) => {
      const created = pick([day(), day(), null]);
      return {
        id,
        stage: "s",
        status: pick(["WON", "LOST", "OPEN"]),
        customer_id: pick([1, 2, 3, 7, null]),
        rep_id: pick([1, 2, null]),
        team_id: pick([1, 2, 4, null]),
        product_id: pick([1, 2, null]),
        amount: pick([amount(0, 900), 0, null]),
        probability: pick([upTo(101) / 100, null]),
        created_on: created,
        closed_on: pick([after(created ?? day()), day(), null]),
        expected_close_on: null,
        loss_reason: null,
        lost_to: null,
        source: null,
      };
    }),
    survey_response: list(160, (id) => {
      const [kind, low, high] = pick([["NPS", 0, 10] as const, ["CSAT", 1, 5] as const, ["CES", 1, 7] as const]);
      return {
        id,
        customer_id: 1 + upTo(30),
        order_id: null,
        kind,
        score: low + upTo(high - low + 1),
        day: day(),
        comment: null,
      };
    }),
    service_case: list(90, (id) => {
      const opened = day();
      return {
        id,
        customer_id: 1 + upTo(30),
        kind: pick(["COMPLAINT", "RETURN", "QUESTION", "PRAISE"]),
        severity: pick(["LOW", "MEDIUM", "HIGH"]),
        opened_on: opened,
        resolved_on: pick([after(opened), null]),
      };
    }),
    opportunity_stage: [],
    pipeline_stage: [],
    interaction: [],
    need: [],
    credit: [],
    payout: list(60, (id) => ({
      statement_id: id,
      line: 1,
      rep_id: upTo(3),
      team_id: pick([1, 2, 3, 4, null]),
      day: day(),
      amount: amount(-100, 900),
    })),
    goal: list(40, (id) => {
      const starts = day();
      const [start, length] = pick([
        [starts, upTo(120)],
        [`${starts.slice(0, 7)}-01`, 89],
        [`${starts.slice(0, 4)}-01-01`, 364],
      ] as const);
      return {
        id,
        external_id: `g${id}`,
        name: `Goal ${id}`,
        metric: "revenue",
        filter: null,
        target: 1_000,
        quota: pick([amount(0, 900), upTo(9_000_000) / 10_000, 0]),
        starts_on: start,
        ends_on: new Date(Date.parse(start) + 86_400_000 * length).toISOString().slice(0, 10),
        rep_id: pick([1, 2, 3, null]),
        team_id: pick([1, 2, 3, 4, null]),
        parent_id: null,
        reward: null,
        created_on: start,
      };
    }),
    budget: list(50, (id) => {
      const month = `${day().slice(0, 7)}-01`;
      const next = new Date(Date.parse(month) + 86_400_000 * 31).toISOString().slice(0, 7);
      return {
        id,
        team_id: pick([1, 2, 3, 4, null]),
        category: pick(["travel", "events"]),
        amount: pick([amount(0, 900), upTo(9_000_000) / 10_000, 0]),
        starts_on: month,
        ends_on: new Date(Date.parse(`${next}-01`) - 86_400_000).toISOString().slice(0, 10),
      };
    }),
    expense: list(90, (id) => ({
      id,
      team_id: pick([1, 2, 3, 4, null]),
      category: pick(["travel", "events"]),
      day: day(),
      amount: amount(-50, 400),
      channel: pick(texts),
      campaign: null,
    })),
    ...notMeasured,
  };
}

export const emptyCompany: Company = {
  team: [],
  rep: [],
  product: [],
  customer: [],
  sale: [],
  opportunity: [],
  opportunity_stage: [],
  pipeline_stage: [],
  survey_response: [],
  service_case: [],
  interaction: [],
  need: [],
  goal: [],
  credit: [],
  payout: [],
  budget: [],
  expense: [],
  ...notMeasured,
};

/** Everybody is there, and one thing has been sold, without rep, team or cost. */
export function companyOfOneSale(): Company {
  const { sale, ...company } = companyOf(3);
  const [line] = sale;
  const nothing = { rep_id: null, team_id: null, channel: null, region: null, country: null, cost: null };
  return {
    ...company,
    opportunity: [],
    survey_response: [],
    service_case: [],
    goal: [],
    payout: [],
    budget: [],
    expense: [],
    sale: [{ ...line!, ...nothing, day: "2024-02-29", customer_id: 1, net_amount: 12.34, order_net: 12.34 }],
  };
}
