import { describe, expect, it } from "vitest";
import { additivityOf, createCatalog, dimensionsOf } from "./catalog.ts";
import { checkExtension } from "./check-extension.ts";
import { defineDimension, defineFact, defineMetric, type MetricInput } from "./extension.ts";
import { facts } from "./facts.ts";
import { add, divide, multiply, subtract, unlessAny, whereEnough } from "./formula.ts";

const text = { en: "Some text", "zh-CN": "文字" };
const metric = (id: string, value: MetricInput["value"], more: object = {}) =>
  defineMetric({ id, label: text, description: text, formula: text, unit: "COUNT", value, ...more });
const fact = (sql: string, source: Parameters<typeof defineFact>[0]["source"] = "sale", id = "own") =>
  defineFact({ id, source, sql });

describe("defineFact", () => {
  it("derives whether rows add up from its SQL and its source", () => {
    const additive = (sql: string, source?: Parameters<typeof fact>[1]) => {
      const { overTime, overDimensions } = fact(sql, source).additive;
      return [overTime, overDimensions];
    };
    expect(additive("sum(f.net_amount) filter (where f.channel in ('a', 'b'))")).toEqual([true, true]);
    expect(additive("count(*) - count(f.cost)")).toEqual([true, true]);
    expect(additive("- sum(least(f.net_amount, 0))")).toEqual([true, true]);
    expect(additive("count(distinct f.order_id) filter (where f.order_net > 0)")).toEqual([true, false]);
    expect(additive("count(distinct f.customer_id)")).toEqual([false, false]);
    expect(additive("avg(f.discount)")).toEqual([false, false]);
    expect(additive("sum(f.discount) / count(*)")).toEqual([false, false]);
    expect(additive("sum(f.amount)", "deal")).toEqual([true, true]);
    expect(additive("sum(f.amount)", "pipeline")).toEqual([false, true]);
    expect(additive("count(*) filter (where f.orders > 3)", "buyer")).toEqual([false, false]);
  });

  it("joins what its SQL names, and takes counts for whole numbers", () => {
    expect(fact("sum(f.net_amount) filter (where buyer.country = item.category)").needs).toEqual(["buyer", "item"]);
    expect(fact("count(*) filter (where f.channel = 'item.x')")).toMatchObject({ needs: [], isAmount: false });
    expect(fact("count(*) * 0.5").isAmount).toBe(true);
  });
});

describe("an own metric", () => {
  it("adds up as far as its facts do, and only where it is a sum of them", () => {
    const adds = (value: MetricInput["value"]) => additivityOf(metric("own", value));
    const yes = { overTime: true, overDimensions: true };
    const no = { overTime: false, overDimensions: false };
    expect(adds(divide(facts.revenue, 1000))).toEqual(yes);
    expect(adds(multiply(0.19, subtract(facts.revenue, facts.cost)))).toEqual(yes);
    expect(adds(unlessAny(facts.uncosted, facts.cost))).toEqual(yes);
    expect(adds(facts.openAmount)).toEqual({ overTime: false, overDimensions: true });
    expect(adds(multiply(facts.revenue, facts.orders))).toEqual(no);
    expect(adds(add(facts.revenue, 5))).toEqual(no);
    expect(adds(divide(facts.revenue, facts.orders))).toEqual(no);
  });

  it("splits by what all of its facts' sources have, own dimensions among them", () => {
    const market = defineDimension({
      id: "market",
      label: text,
      description: text,
      sql: { customer: "buyer.country" },
    });
    const band = defineDimension({ id: "band", label: text, description: text, sql: { sale: "f.channel" } });
    const catalog = createCatalog({ metrics: [metric("own", facts.complaints)], dimensions: [market, band] });
    const ids = (id: string) => dimensionsOf(catalog, catalog.metric(id)).map((dimension) => dimension.id);
    expect(ids("own")).toContain("market");
    expect(ids("own")).not.toContain("band");
    expect(ids("repeatRate")).toEqual(expect.arrayContaining(["market", "band"]));
  });
});

describe("checkExtension", () => {
  it("has nothing against what is right", () => {
    const shared = fact("sum(f.discount)");
    const metrics = [metric("one", shared), metric("two", whereEnough(shared, 3, divide(shared, facts.orders)))];
    expect(checkExtension({ metrics, dimensions: [], minimumResponses: 1 })).toEqual([]);
    expect(checkExtension({})).toEqual([]);
  });

  it("lists every fault with its place and what would be right", () => {
    const one = { ...metric("one", facts.revenue), label: { en: "One" }, unit: "EURO", lable: text };
    const faults = checkExtension({
      metrics: [
        one,
        metric("revenue", 3),
        metric("one", undefined as never),
        metric("two", facts.orders, { better: "UP" }),
      ],
      dimensions: [
        defineDimension({ id: "cursor", label: text, description: text, sql: { sales: "f.channel" } as never }),
        defineDimension({ id: "two", label: text, description: text, sql: {}, values: { A: "a" } as never }),
      ],
      minimumResponses: 0.5,
      metric: [],
    });
    const expected = [
      "metric: there is no such field, expected one of metrics, dimensions, segments, minimumResponses",
      "minimumResponses is 0.5, expected a whole number, 1 or more",
      'metrics[0] "one": lable: there is no such field',
      'metrics[0] "one": label["zh-CN"] is missing, expected a text, as in label: { en: "…", "zh-CN": "…" }',
      'metrics[0] "one": unit is "EURO", expected one of MONEY, COUNT, RATIO, SCORE, DAYS',
      'metrics[1] "revenue": id is "revenue", which is a built-in metric',
      'metrics[1] "revenue": value has no fact in it',
      'metrics[2] "one": id is "one", which is that of metrics[0] "one"',
      'metrics[2] "one": value is missing, expected a fact or a formula',
      'metrics[3] "two": better is "UP", expected HIGHER or LOWER',
      'dimensions[0] "cursor": id is "cursor", which is a name that answers have for something else',
      'dimensions[0] "cursor": sql.sales: there is no such source, expected one of customer, product, sale',
      'dimensions[1] "two": id is "two", which is that of metrics[3] "two"',
      'dimensions[1] "two": values["A"] is "a", expected values["A"]: { en',
      'dimensions[1] "two": sql is {}, expected the text of each of its sources',
    ];
    expect(faults).toHaveLength(expected.length);
    for (const part of expected) expect(faults).toContainEqual(expect.stringContaining(part));
    expect(checkExtension(3)).toEqual(["the default export is 3, expected defineConfig({ metrics, dimensions })"]);
    expect(checkExtension({ metrics: {} })).toEqual(["metrics is {}, expected a list"]);
  });

  it("lists what is wrong with segments: their form, and else the cells", () => {
    const rest = { id: "rest", label: text, rules: [{ monetary: [1, 2] }] };
    const top = { id: "top", label: text, rules: [{ recency: [2, 3], monetary: [3, 3] }] };
    const far = { id: "far", label: text, rules: [{ recency: [1, 1], monetary: [3, 3] }] };
    const faultsOf = (segments: unknown) => checkExtension({ segments });
    expect(faultsOf({ bins: 3, segments: [rest, top, far] })).toEqual([]);
    expect(faultsOf({ bins: 3, segments: [rest, top] })).toEqual([
      "segments: no segment for R1 F1 M3, R1 F2 M3, R1 F3 M3",
    ]);
    expect(faultsOf({ bins: 3, segments: [rest, far, { ...top, rules: [{ recency: [2, 3] }] }] })).toEqual([
      expect.stringMatching(
        /^segments: more than one segment for R2 F1 M1 \(rest, top\), R2 F1 M2 \(rest, top\), R2 F2 M1/,
      ),
    ]);
    expect(faultsOf([])).toEqual(["segments: expected { bins: 5, segments: [{ id, label, rules }] }, got []"]);
    const wrong = [
      { ...top, id: "none", label: { en: "X" } },
      { id: "A b", label: text, rules: [{ recency: 3, money: 1 }] },
    ];
    expect(faultsOf({ bins: 6, segments: wrong })).toEqual([
      "segments: bins is 6, expected 3, 4 or 5",
      'segments: [0] "none": id is "none", which stands for no purchase in the window, expected another',
      expect.stringContaining('segments: [0] "none": label["zh-CN"] is missing'),
      'segments: [1] "A b": id is "A b", expected lower case with hyphens such as at-risk, at most 30 letters',
      'segments: [1] "A b": rules[0].money: there is no such field, expected one of recency, frequency, monetary',
      expect.stringContaining('segments: [1] "A b": rules[0].recency is 3, expected as in rules: [{'),
    ]);
  });

  it("opens totals of the company for metrics that there are, its own among them", () => {
    const metrics = [metric("one", fact("sum(f.cost)"))];
    expect(checkExtension({ metrics, companyTotals: ["revenue", "one"] })).toEqual([]);
    expect(checkExtension({ companyTotals: ["revenue", "profitmargin", 3] })).toEqual([
      'companyTotals[1] is "profitmargin", expected a metric such as profitMargin',
      "companyTotals[2] is 3, expected a metric such as revenue",
    ]);
    expect(checkExtension({ companyTotals: "revenue" })).toEqual([
      'companyTotals is "revenue", expected a list of metrics such as ["revenue"]',
    ]);
  });

  it.each([
    ["sum(f.net_amount", "has parentheses that do not match"],
    ["sum(f.a)) , (sum(f.b)", "has parentheses that do not match"],
    ["sum(f.net_amount); drop table sale", "holds a semicolon or a comment"],
    ["count(*) filter (where f.channel = 'x)", "has a quote that does not end"],
    ["(select sum(net_amount) from sale)", "reads a table of its own"],
    ["sum(1) filter (where f.day = current_date)", "uses current_date"],
    ["", 'is "", expected SQL'],
  ])("refuses %s before any engine sees it", (sql, fault) => {
    expect(checkExtension({ metrics: [metric("one", fact(sql))] })).toEqual([
      expect.stringContaining(`metrics[0] "one": fact "own": sql ${fault}`),
    ]);
  });

  it("refuses a table that the source doesn't have, and facts that are told apart by nothing", () => {
    const faultsOf = (...metrics: object[]) => checkExtension({ metrics });
    expect(faultsOf(metric("one", fact("count(item.id)", "response")))).toEqual([
      'metrics[0] "one": fact "own": sql names item, which response does not have, expected f, buyer, owner',
    ]);
    expect(faultsOf(metric("one", fact("count(*)", "sales" as never)))).toEqual([
      expect.stringContaining('source is "sales", expected one of sale, buyer'),
    ]);
    expect(faultsOf(metric("one", fact("sum(f.cost)")), metric("two", fact("sum(f.discount)")))).toEqual([
      'metrics[1] "two": fact "own": sale has another fact of this id, expected one of its own, or the same one in both',
    ]);
    expect(faultsOf(metric("one", fact("sum(f.cost)", "sale", "revenue")))).toEqual([
      expect.stringContaining("sale has another fact of this id"),
    ]);
  });
});

describe("a formula", () => {
  it("says what was put into it in the place of a fact", () => {
    expect(() => divide(undefined as never, facts.orders)).toThrow(
      "undefined in a formula, expected a fact, another formula or a number",
    );
  });
});
