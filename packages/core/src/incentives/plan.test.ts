import { describe, expect, it } from "vitest";
import { checkAssignments, checkVersions } from "./check-overlaps.ts";
import { parsePlan, planFaults } from "./parse-plan.ts";
import type { Commission } from "./plan.ts";
import { commission, label, planWith, table } from "./testing/plans.ts";
import { warningsOf } from "./warnings.ts";

const plan = (fields: object) => ({ id: "plan", label, currency: "EUR", from: "2024-01-01", ...fields });
const faultsOf = (...components: unknown[]) => planFaults(plan({ components }));
const rated = (...tiers: object[]) => commission({ rates: { method: "STEP", tiers } });
const tierPath = "components[0].rates.tiers";

describe("parsePlan", () => {
  it("answers a complete plan, which can be read again and is the same", () => {
    const written = planWith(
      commission({
        rate: "5%",
        where: { channel: ["shop", "online", "shop"], newOrReturning: "NEW" },
        cap: { amount: 100, excess: "LOST" },
      }),
      {
        id: "team",
        kind: "OVERRIDE",
        label,
        basis: "GROSS_PROFIT",
        rates: table(
          "STEP",
          [
            [0, 0.01],
            [1, 0.02],
          ],
          "ATTAINMENT",
        ),
      },
      { id: "goal", kind: "BONUS", label, every: "QUARTERLY", amount: 500 },
      { id: "phone", kind: "ALLOWANCE", label, amount: "0.10", minimumAttainment: "80 %" },
      { id: "lamps", kind: "SPIFF", label, amount: 5, per: "UNIT", from: "2024-03-01", to: "2024-03-31" },
      { id: "draw", kind: "DRAW", label, minimum: 1000, recoverable: true, against: ["sales"] },
    );
    expect(parsePlan(JSON.parse(JSON.stringify(written)))).toEqual(written);
    expect(written).toMatchObject({ version: 1, note: null, year: "CALENDAR", to: null });
    expect(written.components[0]).toEqual({
      id: "sales",
      kind: "COMMISSION",
      label,
      note: null,
      basis: "REVENUE",
      where: { product: null, category: null, channel: ["online", "shop"], region: null, newOrReturning: "NEW" },
      when: "ORDERED",
      rates: { by: "AMOUNT", method: "FLAT", tiers: [{ from: "0", to: null, rate: "0.05" }] },
      accumulate: "PERIOD",
      retroactive: false,
      goal: null,
      threshold: null,
      cap: { amount: "100", per: "PERIOD", excess: "LOST" },
      floor: null,
      accelerator: null,
    });
    expect(written.components[1]).toMatchObject({ subTeams: true, ownSales: false });
    expect(written.components[2]).toMatchObject({ share: "REP", table: { tiers: [{ from: "1", amount: "500" }] } });
    expect(written.components[3]).toMatchObject({ amount: "0.1", minimumAttainment: "0.8", prorated: true });
  });

  it("takes decimals as they are written", () => {
    const rateOf = (rate: unknown) => {
      const [component] = planWith(commission({ rate })).components;
      return (component as Commission).rates.tiers[0];
    };
    expect(
      [0.1, "0.1", "10%", "10 %", 1e-7, "0.0000001"].map(rateOf).map((tier) => (tier as { rate: string }).rate),
    ).toEqual(["0.1", "0.1", "0.1", "0.1", "0.0000001", "0.0000001"]);
    expect(faultsOf(commission({ rate: 0.1 + 0.2 }))).toEqual([
      expect.stringMatching(
        /^components\[0\]\.rate: 0\.30000000000000004, expected .* with more than 15 figures written as a text$/,
      ),
    ]);
  });

  it("names the whole message by the plan", () => {
    expect(() => parsePlan(plan({ components: [commission({ rate: -1 })] }))).toThrow(
      'plan "plan" can\'t be used:\n- components[0].rate: -1, expected 0 or more',
    );
    expect(() => parsePlan(3)).toThrow("the plan can't be used:\n- plan: 3, expected an object with id, version");
  });

  it("lists every fault with its path and what would be right", () => {
    const faults = planFaults({
      id: "Plan 1",
      version: 0,
      label: { en: "Only English" },
      curency: "EUR",
      currency: "EURO",
      from: "2024-02-30",
      to: 5,
      components: [
        commission({ rate: 0.1, rates: table("STEP", [[0, 1]]), basis: "REVENU" }),
        { id: "sales", kind: "BONUS", label, every: "MONTH", amount: -5 },
        { id: "x", kind: "COMISSION" },
        { id: "spiff", kind: "SPIFF", label, amount: 1.23456, per: "UNIT", from: "2024-02-01", to: "2024-01-01" },
        { id: "draw", kind: "DRAW", label, minimum: "1,000", months: 0, against: ["sale"] },
        { id: "draw-2", kind: "DRAW", label, minimum: 1, recoverable: "no" },
        { id: "meals", kind: "ALLOWANCE", amount: null, prorated: 1 },
      ],
    });
    const expected = [
      "curency: there is no such field, did you mean currency?",
      'id: "Plan 1", expected lower case with hyphens',
      "version: 0, expected a whole number, 1 or more",
      'label.zh-CN: missing, expected a text, as in { "en": "…", "zh-CN": "…" }',
      'currency: "EURO", expected a currency\'s code such as EUR',
      'from: "2024-02-30", expected a day such as 2024-03-31',
      "to: 5, expected a day such as 2024-03-31",
      "components[0].rate: 0.1, expected either rate or rates, not both",
      'components[0].basis: "REVENU", expected one of REVENUE, GROSS_PROFIT, VOLUME, WON_AMOUNT; did you mean REVENUE?',
      'components[1].every: "MONTH", expected one of MONTHLY, QUARTERLY, ANNUAL; did you mean MONTHLY?',
      "components[1].amount: -5, expected an amount of 0 or more with at most 4 places",
      'components[2].kind: "COMISSION", expected one of COMMISSION, OVERRIDE, BONUS, ALLOWANCE, SPIFF, DRAW; did you mean COMMISSION?',
      "components[3].amount: 1.23456, expected an amount of 0 or more with at most 4 places",
      'components[3].to: "2024-01-01", expected a day from 2024-02-01 on',
      'components[4].minimum: "1,000", expected an amount',
      "components[4].recoverable: missing, expected true or false",
      "components[4].months: 0, expected a whole number of months, 1 to 120",
      'components[5].recoverable: "no", expected true or false',
      'components[6].label: missing, expected { "en"',
      "components[6].amount: null, expected an amount",
      "components[6].prorated: 1, expected true or false",
      'components[1].id: "sales" is that of components[0], expected another',
      "components[5].kind: a second DRAW, expected one",
      'components[4].against: there is no component "sale", expected one of sales',
    ];
    for (const part of expected) expect(faults).toContainEqual(expect.stringContaining(part));
    expect(faults).toHaveLength(expected.length);
  });

  it("refuses what can't be together", () => {
    expect(planFaults(plan({ to: "2023-12-31", components: [commission({ rate: 1 })] }))).toEqual([
      'to: "2023-12-31", expected a day from 2024-01-01 on, or nothing',
    ]);
    expect(
      faultsOf(commission({ rates: table("STEP", [[0, 1]], "ATTAINMENT"), goal: "g", accelerator: { factor: 2 } })),
    ).toEqual([
      expect.stringContaining('components[0].goal: "g", expected nothing with STEP rates'),
      expect.stringContaining("components[0].accelerator: "),
    ]);
    expect(faultsOf(commission({ rate: 1, basis: "WON_AMOUNT", when: "PAID" }))).toEqual([
      expect.stringContaining('components[0].when: "PAID", expected ORDERED or nothing'),
    ]);
    expect(faultsOf(commission({ rate: 1, floor: 200, cap: { amount: 100, excess: "LOST" } }))).toEqual([
      "components[0].floor: 200, expected at most the cap, 100",
    ]);
    expect(
      faultsOf({
        id: "b",
        kind: "BONUS",
        label,
        every: "ANNUAL",
        amount: 1,
        table: { tiers: [{ from: 1, amount: 1 }] },
      }),
    ).toEqual(["components[0].amount: 1, expected nothing beside a table"]);
    expect(planFaults(plan({ components: [] }))).toEqual([
      "components: [], expected a list of what the plan pays, at least one",
    ]);
    expect(faultsOf(commission({ rates: { method: "FLAT", tiers: [] } }))).toEqual([
      expect.stringContaining("components[0].rates.tiers: [], expected a list such as"),
    ]);
    expect(faultsOf(commission({}))).toEqual([expect.stringContaining("components[0].rates: missing, expected {")]);
    expect(faultsOf(null, "x")).toEqual([
      expect.stringContaining("components[0]: null, expected an object with id, kind, label, note"),
      expect.stringContaining('components[1]: "x", expected an object'),
    ]);
  });

  it.each([
    [
      "overlap",
      [
        { from: 0, to: 1000, rate: 0.01 },
        { from: 900, rate: 0.02 },
      ],
      "[1].from: 900, expected 1000, where the tier before it ends: the two overlap",
    ],
    [
      "leave a gap",
      [
        { from: 0, to: 1000, rate: 0.01 },
        { from: 1001, rate: 0.02 },
      ],
      "[1].from: 1001, expected 1000, where the tier before it ends: between them is a gap",
    ],
    ["begin above 0", [{ from: 10, rate: 0.01 }], "[0].from: 10, expected 0: what lies below has no tier"],
    [
      "come after one without end",
      [
        { from: 0, to: null, rate: 0.01 },
        { from: 5, rate: 0.02 },
      ],
      "[1].from: 5 is never reached: the tier before it has no end, expected one",
    ],
    [
      "don't ascend",
      [
        { from: 0, rate: 0.01 },
        { from: 5, rate: 0.02 },
        { from: 5, rate: 0.03 },
      ],
      "[2].from: 5, expected more than 5, where the tier before it begins",
    ],
    [
      "hold nothing",
      [{ from: 0, to: 0, rate: 0.01 }],
      "[0].to: 0, expected more than its from, 0: nothing is inside it",
    ],
  ])("refuses tiers that %s", (_, tiers, expected) => {
    expect(faultsOf(rated(...tiers))).toEqual([`${tierPath}${expected}`]);
  });

  it("refuses interpolated tiers without an end, and takes each other tier to end where the next begins", () => {
    const tiers = [
      { from: 0, amount: 10 },
      { from: 5, amount: 20 },
    ];
    expect(faultsOf(commission({ rates: { method: "INTERPOLATED", tiers } }))).toEqual([
      `${tierPath}[1].to: missing, expected an end: the tier's amount is for filling all of it`,
    ]);
    const [read] = planWith(
      commission({ rates: { method: "INTERPOLATED", tiers: [tiers[0], { ...tiers[1], to: 9 }] } }),
    ).components;
    expect((read as Commission).rates.tiers).toEqual([
      { from: "0", to: "5", amount: "10" },
      { from: "5", to: "9", amount: "20" },
    ]);
  });
});

describe("warningsOf", () => {
  const kinds = (...components: object[]) =>
    warningsOf(planWith(...components)).map(({ kind, path }) => `${kind} ${path}`);

  it("asks whether 300 % was meant, with the path, in both languages", () => {
    expect(warningsOf(planWith(commission({ rate: 3 })))).toEqual([
      {
        kind: "HIGH_RATE",
        path: "components[0].rates.tiers[0].rate",
        text: { en: "300 % of revenue is paid. Was 3 % meant?", "zh-CN": "按销售额的 300% 支付。是否应为 3%？" },
      },
    ]);
  });

  it("has nothing against usual plans", () => {
    const tiers = table(
      "STEP",
      [
        [0, 0.05],
        [1, 0.08],
      ],
      "ATTAINMENT",
    );
    expect(
      kinds(commission({ rates: tiers, cap: { amount: 5000, excess: "LOST" }, accelerator: { factor: 2 } })),
    ).toEqual([]);
    expect(kinds(commission({ basis: "VOLUME", rate: 3 }))).toEqual([]);
    expect(
      kinds({
        id: "b",
        kind: "BONUS",
        label,
        every: "ANNUAL",
        table: {
          tiers: [
            { from: 0.8, amount: 1 },
            { from: 1, amount: 2 },
          ],
        },
      }),
    ).toEqual([]);
  });

  it("names what falls, what has no effect, and what was most probably meant otherwise", () => {
    expect(
      kinds(
        commission({
          rates: table("FLAT", [
            [0, 0.1],
            [10, 0.05],
          ]),
          retroactive: true,
        }),
      ),
    ).toEqual(["DECELERATOR components[0].rates.tiers[1].rate", "RETROACTIVE_IN_PERIOD components[0].retroactive"]);
    expect(kinds(commission({ rate: 0.4, accelerator: { factor: 2 } }))).toEqual([
      "HIGH_RATE components[0].rates.tiers[0].rate",
    ]);
    expect(kinds(commission({ rate: 0.4, accelerator: { factor: 0.5 } }))).toEqual([
      "SLOWING_ACCELERATOR components[0].accelerator.factor",
    ]);
    expect(kinds(commission({ rate: 0.1, threshold: { by: "ATTAINMENT", at: 80 } }))).toEqual([
      "HIGH_ATTAINMENT components[0].threshold.at",
    ]);
    expect(kinds(commission({ rates: { method: "STEP", tiers: [{ from: 0, to: 10, rate: 0 }] } }))).toEqual([
      "NOTHING_ABOVE components[0].rates.tiers[0].to",
      "PAYS_NOTHING components[0].rates",
    ]);
    const yearly = { rate: 0.1, retroactive: true, accumulate: "YEAR" };
    expect(kinds(commission({ ...yearly, cap: { amount: 5, per: "PERIOD", excess: "LOST" } }))).toEqual([
      "MAY_FALL components[0].cap.per",
    ]);
    expect(kinds(commission({ ...yearly, floor: 5 }))).toEqual(["MAY_FALL components[0].floor"]);
    expect(
      kinds({ id: "s", kind: "SPIFF", label, amount: 1, per: "ORDER", from: "2023-01-01", to: "2023-02-01" }),
    ).toEqual(["SPIFF_OUTSIDE_PLAN components[0].from"]);
    const falling = [
      { from: 0.8, amount: 2 },
      { from: 100, amount: 1 },
    ];
    expect(kinds({ id: "b", kind: "BONUS", label, every: "ANNUAL", table: { tiers: falling } })).toEqual([
      "HIGH_ATTAINMENT components[0].table.tiers[1].from",
      "DECELERATOR components[0].table.tiers[1].amount",
    ]);
  });

  it("judges a cap by what the quota pays, where the quota is known or doesn't matter", () => {
    const capped = planWith(commission({ rate: 0.1, cap: { amount: 500, excess: "LOST" } }));
    expect(warningsOf(capped)).toEqual([]);
    expect(warningsOf(capped, { sales: "5000" })).toEqual([]);
    expect(warningsOf(capped, { sales: "10000" })).toMatchObject([
      { kind: "CAP_BELOW_QUOTA", text: { en: "The cap of 500 is below the 1000 that reaching the quota pays." } },
    ]);
    const tiers = [
      { from: 0, to: 1, amount: 800 },
      { from: 1, to: 2, amount: 1600 },
    ];
    expect(
      kinds(
        commission({
          rates: { by: "ATTAINMENT", method: "INTERPOLATED", tiers },
          cap: { amount: 700, excess: "LOST" },
        }),
      ),
    ).toEqual(["NOTHING_ABOVE components[0].rates.tiers[1].to", "CAP_BELOW_QUOTA components[0].cap.amount"]);
  });
});

describe("checkVersions and checkAssignments", () => {
  const version = (number: number, from: string, to: string | null = null) => ({ id: "a", version: number, from, to });

  it("lets versions follow each other", () => {
    expect(() => checkVersions([version(2, "2024-03-01"), version(1, "2024-01-01", "2024-02-29")])).not.toThrow();
    expect(() => checkVersions([version(1, "2024-01-01"), { ...version(1, "2024-01-01"), id: "b" }])).not.toThrow();
  });

  it("refuses a version without an end beside another that begins before it", () => {
    expect(() => checkVersions([version(1, "2024-03-01"), version(2, "2024-01-01")])).toThrow(
      'plan "a": version 2 begins on 2024-01-01, expected a day after 2024-03-01, when version 1 begins\n' +
        'plan "a": version 2 (from 2024-01-01, no end) runs into version 1 (from 2024-03-01, no end), expected version 2 to end by 2024-02-29',
    );
    expect(() => checkVersions([version(1, "2024-01-01"), version(1, "2024-03-01")])).toThrow(
      "version 1 is there twice",
    );
  });

  it("refuses two plans for one rep on one day, and leaves different people alone", () => {
    const ann = { rep: "ann", plan: "a", from: "2024-03-01", to: null };
    expect(() =>
      checkAssignments([ann, { ...ann, rep: "bob" }, { plan: "b", team: "ann", from: "2024-01-01", to: null }]),
    ).not.toThrow();
    expect(() => checkAssignments([ann, { ...ann, plan: "b", from: "2024-01-01" }])).toThrow(
      'rep "ann": plan "b" (from 2024-01-01, no end) runs into "a" (from 2024-03-01, no end), expected "b" to end by 2024-02-29',
    );
    expect(() =>
      checkAssignments([
        { ...ann, to: "2024-02-01" },
        { plan: "a", from: "2024-01-01", to: null },
      ]),
    ).toThrow(
      "assignments[0].to: 2024-02-01, expected a day from 2024-03-01 on, or none\nassignments[1]: expected a rep or a team",
    );
  });
});
