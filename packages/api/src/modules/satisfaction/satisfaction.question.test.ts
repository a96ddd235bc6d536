import {
  builtInCatalog,
  type Calendar,
  createCatalog,
  everything,
  type MetricFilter,
  type Period,
  parsePeriod,
  queryAfterwards,
  queryMetrics,
  queryRecovery,
  querySatisfaction,
  queryServiceCases,
  queryServiceSummary,
  type Scope,
  type SurveyKind,
  surveyFigures,
} from "@salesglass/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Engines, openEngines } from "../../testing/engines.ts";
import { companyOf } from "../../testing/naive/company.ts";
import {
  after,
  customersInCare,
  daysBetween,
  type FeedbackCompany,
  seesSale,
  withFeedback,
} from "../../testing/naive/feedback.ts";

const calendar: Calendar = { today: "2024-05-15", fiscalYearStart: 4, weekStart: 1 };
const period = (text: string) => parsePeriod(text, calendar);

const scopes: readonly (readonly [string, Scope])[] = [
  ["everything", everything],
  ["two teams", { kind: "teams", teamIds: [1, 3] }],
  ["a rep", { kind: "rep", repId: 2 }],
  ["nothing", { kind: "teams", teamIds: [] }],
];
const filters: readonly (readonly [string, MetricFilter])[] = [
  ["all", {}],
  ["regions", { region: { in: ["a", "B"] }, customerKind: { not: ["PERSON"] } }],
  ["a team with those below it", { team: { in: [3] } }],
  ["owned by a name", { repName: { not: ["x"] } }],
];

const company = withFeedback(companyOf(7), 5);
let engines: Engines;
beforeAll(async () => {
  engines = await openEngines();
  await engines.fill(company);
});
afterAll(() => engines?.close());

/** Answers of the customers that a viewer may see and who meet the filter. */
function answersOf(kind: SurveyKind, scope: Scope, where: MetricFilter, { from, to }: Pick<Period, "from" | "to">) {
  const seen = customersInCare(company, scope, where, { anonymous: true });
  return company.survey_response.filter(
    (answer) => answer.kind === kind && seen.has(answer.customer_id) && answer.day >= from && answer.day <= to,
  );
}

function figuresOf(kind: SurveyKind, answers: FeedbackCompany["survey_response"], minimum = 5) {
  const [lowest, highest] = { NPS: [0, 10], CSAT: [1, 5], CES: [1, 7] }[kind] as [number, number];
  const counts = Array.from({ length: highest - lowest + 1 }, (_, index) => {
    return answers.filter(({ score }) => score === lowest + index).length;
  });
  return surveyFigures(kind, counts, minimum);
}

describe.each(["duckdb", "postgres"] as const)("satisfaction on %s", (engine) => {
  const ask = (scope: Scope, question: Omit<Parameters<typeof querySatisfaction>[2], "calendar">) =>
    querySatisfaction(engines[engine], scope, { calendar, ...question });

  it.each(scopes)("counts the answers that %s may see, as plain loops do", async (_, scope) => {
    for (const [, where] of filters) {
      for (const kind of ["NPS", "CSAT", "CES"] as const) {
        const answer = await ask(scope, { kind, period: period("2023"), versus: "SAME_PERIOD_LAST_YEAR", where });
        expect(answer.figures).toEqual(figuresOf(kind, answersOf(kind, scope, where, period("2023"))));
        expect(answer.comparison).toEqual(figuresOf(kind, answersOf(kind, scope, where, period("2022"))));
        expect(answer.rows).toEqual([
          { key: null, label: null, figures: answer.figures, comparison: answer.comparison, change: answer.change },
        ]);
      }
    }
  });

  it("splits by what responses have, the most answers first, and by time without a gap", async () => {
    const asked = { kind: "NPS", where: {} } as const;
    const regions = await ask(everything, { ...asked, period: period("2023"), by: "region", series: "month" });
    const all = answersOf("NPS", everything, {}, period("2023"));
    const regionOf = (id: number) => company.customer.find((customer) => customer.id === id)!.region;
    for (const { key, label, figures } of regions.rows) {
      expect(label).toBe(key);
      expect(figures).toEqual(
        figuresOf(
          "NPS",
          all.filter(({ customer_id }) => regionOf(customer_id) === key),
        ),
      );
    }
    const counts = regions.rows.map(({ figures }) => figures.responses);
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(all.length);
    expect(regions.series).toHaveLength(12);
    for (const { from, to, figures } of regions.series) {
      expect(figures).toEqual(
        figuresOf(
          "NPS",
          all.filter(({ day }) => day >= from && day <= to),
        ),
      );
    }
    const reps = await ask(everything, { ...asked, period: period("2023"), by: "repName", first: 2 });
    expect(reps.rows).toHaveLength(2);
    const named = reps.rows.find(({ key }) => key !== null)!;
    expect(named.label).toBe(company.rep.find(({ id }) => id === named.key)!.name);
    const months = await ask(everything, { ...asked, period: period("2023-Q1"), by: "month" });
    expect(months.rows.map(({ key }) => key)).toEqual(["2023-01-01", "2023-02-01", "2023-03-01"]);
    const running = await ask(everything, { ...asked, period: period("2024-Q2"), series: "month" });
    expect(running.series.map(({ unfinished }) => unfinished)).toEqual([false, true, true]);
  });

  it("scores as the catalogue's metrics do, also with another minimum", async () => {
    for (const catalog of [builtInCatalog, createCatalog({ minimumResponses: 2 })]) {
      for (const kind of ["NPS", "CSAT", "CES"] as const) {
        const metric = kind.toLowerCase();
        const asked = { period: period("2023"), calendar, catalog };
        const { rows } = await ask(everything, { ...asked, kind, by: "country" });
        const metrics = await queryMetrics(engines[engine], everything, {
          ...asked,
          dimensions: ["country"],
          metrics: [{ key: metric, metric }],
        });
        for (const { key, figures } of rows) {
          const same = metrics.find(({ dimensions }) => dimensions.country === key)!;
          if (figures.score === null) expect(same.values[metric]).toBeNull();
          else expect(figures.score).toBeCloseTo(same.values[metric]!, 10);
        }
      }
    }
  });

  it("says what responses don't have, and what is out of range", async () => {
    const asked = { kind: "NPS", period: period("2023") } as const;
    await expect(ask(everything, { ...asked, by: "channel" })).rejects.toThrow(
      /nps can't be split by channel, expected one of .*region/,
    );
    await expect(ask(everything, { ...asked, where: { product: { in: [1] } } })).rejects.toThrow(
      /nps can't be filtered by product/,
    );
    await expect(ask(everything, { ...asked, first: 0 })).rejects.toThrow(
      "first: 0, expected a whole number of rows, 1 to 1000",
    );
  });
});

describe.each(["duckdb", "postgres"] as const)("what customers do after an answer on %s", (engine) => {
  const catalog = createCatalog({ minimumResponses: 1 });
  const ask = (scope: Scope, more: Partial<Parameters<typeof queryAfterwards>[2]> = {}) =>
    queryAfterwards(engines[engine], scope, { period: period("2023"), calendar, catalog, ...more });

  it.each(scopes)("is counted as plain loops do, of what %s may see", async (_, scope) => {
    for (const [, where] of filters) {
      for (const days of [30, 180]) {
        const { rows } = await ask(scope, { where, days });
        expect(rows).toEqual(naiveAfterwards(scope, where, days, period("2023")));
      }
    }
  });

  it("gives no figures of fewer than the minimum, and says how many there are", async () => {
    const { rows } = await ask(everything, { catalog: createCatalog({ minimumResponses: 1000 }) });
    for (const row of rows) {
      expect(row).toMatchObject({
        tooFew: true,
        boughtAgain: null,
        churn: null,
        referrals: null,
        revenuePerCustomer: null,
      });
    }
    expect(rows.some(({ customers }) => customers > 0)).toBe(true);
  });

  it("counts nobody whose days have not passed by the as-of day", async () => {
    const { rows } = await ask(everything, { days: 180, asOf: "2023-02-01" });
    expect(rows.every(({ counted }) => counted === 0)).toBe(true);
  });

  it("says what would be right", async () => {
    await expect(ask(everything, { days: 0 })).rejects.toThrow("days: 0, expected a whole number from 1 to 3660");
    await expect(ask(everything, { where: { month: { in: ["2023-01-01"] } } })).rejects.toThrow(
      /month is nothing that a customer has/,
    );
  });

  function naiveAfterwards(scope: Scope, where: MetricFilter, days: number, { from, to }: Period) {
    const customers = customersInCare(company, scope, where, { anonymous: false });
    const sales = company.sale.filter(seesSale(scope));
    const known = company.customer.filter(
      (one) =>
        !one.anonymous &&
        (customersInCare(company, scope, {}, { anonymous: false }).has(one.id) ||
          sales.some((sale) => sale.customer_id === one.id)),
    );
    const subjects = [...customers].flatMap((id) => {
      const answers = company.survey_response.filter(
        (one) => one.kind === "NPS" && one.customer_id === id && one.day >= from && one.day <= to,
      );
      const last = answers.sort((a, b) => (a.day === b.day ? a.id - b.id : a.day < b.day ? -1 : 1)).at(-1);
      if (last) {
        return [
          { id, since: last.day, group: last.score >= 9 ? "PROMOTER" : last.score <= 6 ? "DETRACTOR" : "PASSIVE" },
        ];
      }
      const bought = sales.filter(
        (one) => one.customer_id === id && one.order_net > 0 && one.day >= from && one.day <= to,
      );
      const first = bought.map(({ day }) => day).sort()[0];
      return first ? [{ id, since: first, group: "NO_ANSWER" }] : [];
    });
    return ["PROMOTER", "PASSIVE", "DETRACTOR", "NO_ANSWER"].map((group) => {
      const own = subjects.filter((one) => one.group === group);
      const counted = own.filter(({ since }) => after(since, days) <= calendar.today);
      const inDays = (since: string, day: string | null) => day !== null && day > since && day <= after(since, days);
      const later = (one: (typeof own)[number]) =>
        sales.filter(({ customer_id, day }) => customer_id === one.id && inDays(one.since, day));
      const n = counted.length;
      const bought = counted.filter((one) => later(one).some(({ order_net }) => order_net > 0)).length;
      const revenue =
        counted.flatMap(later).reduce((sum, { net_amount }) => sum + Math.round(net_amount * 100), 0) / 100;
      const referrals = counted.flatMap((one) =>
        known.filter((friend) => friend.referred_by_id === one.id && inDays(one.since, friend.acquired_on)),
      );
      const share = bought / n;
      return {
        group,
        customers: own.length,
        counted: n,
        tooFew: n === 0,
        boughtAgain: n ? share : null,
        boughtAgainMargin:
          n && share > 0 && share < 1 ? expect.closeTo(1.96 * Math.sqrt((share * (1 - share)) / n), 9) : null,
        churn: n ? (n - bought) / n : null,
        referrals: n ? referrals.length : null,
        revenuePerCustomer: n ? expect.closeTo(revenue / n, 6) : null,
      };
    });
  }
});

describe.each(["duckdb", "postgres"] as const)("the recovery list on %s", (engine) => {
  const asOf = "2024-03-01";
  const ask = (scope: Scope, more: Partial<Parameters<typeof queryRecovery>[2]> = {}) =>
    queryRecovery(engines[engine], scope, { asOf, limit: 100, offset: 0, ...more });

  it.each(scopes)("holds whom %s should win back, as plain loops find them", async (_, scope) => {
    for (const days of [60, 365]) {
      const rows = naiveRecovery(scope, days);
      const answer = await ask(scope, { days });
      expect(answer.rows).toEqual(rows.map((row) => ({ ...row, value: expect.closeTo(row.value, 6) })));
      expect(answer).toMatchObject({
        total: rows.length,
        untouched: rows.filter(({ touchedOn }) => touchedOn === null).length,
        totalValue: expect.closeTo(
          rows.reduce((sum, { value }) => sum + value, 0),
          6,
        ),
      });
    }
  });

  it("can be narrowed to the untouched, an owner and a value, and is paged", async () => {
    const rows = naiveRecovery(everything, 365);
    const ids = (answer: { rows: readonly { customerId: number }[] }) =>
      answer.rows.map(({ customerId }) => customerId);
    const untouched = rows.filter(({ touchedOn }) => touchedOn === null);
    expect(ids(await ask(everything, { untouched: true }))).toEqual(ids({ rows: untouched }));
    expect(ids(await ask(everything, { untouched: false }))).toEqual(
      ids({ rows: rows.filter(({ touchedOn }) => touchedOn !== null) }),
    );
    const minimumValue = rows[3]!.value;
    const rich = await ask(everything, { minimumValue });
    expect(ids(rich)).toEqual(ids({ rows: rows.filter(({ value }) => value >= minimumValue) }));
    expect(rich.total).toBeLessThan(rows.length);
    const owned = await ask(everything, { where: { owner: { in: [2] } } });
    const ofOwner = company.customer.filter(({ owner_id }) => owner_id === 2).map(({ id }) => id);
    expect(ids(owned)).toEqual(ids({ rows: rows.filter(({ customerId }) => ofOwner.includes(customerId)) }));
    const second = await ask(everything, { limit: 2, offset: 2 });
    expect(ids(second)).toEqual(ids({ rows: rows.slice(2, 4) }));
    expect(second.total).toBe(rows.length);
  });

  it("leaves out who is erased or anonymous, and has enough cases of each sort to show it", () => {
    const rows = naiveRecovery(everything, 365);
    expect(rows.some(({ touchedOn }) => touchedOn)).toBe(true);
    expect(rows.some(({ touchedOn }) => touchedOn === null)).toBe(true);
    expect(new Set(rows.map(({ survey, caseKind }) => `${survey} ${caseKind !== null}`)).size).toBeGreaterThan(3);
    const gone = company.customer.filter(({ erased, anonymous }) => erased || anonymous).map(({ id }) => id);
    expect(
      company.survey_response.some((one) => gone.includes(one.customer_id) && one.kind === "NPS" && one.score < 7),
    ).toBe(true);
    expect(rows.filter(({ customerId }) => gone.includes(customerId))).toEqual([]);
  });

  it("says what would be right", async () => {
    await expect(ask(everything, { days: 1.5 })).rejects.toThrow("days: 1.5, expected a whole number from 1 to 3660");
    await expect(ask(everything, { minimumValue: Number.NaN })).rejects.toThrow(
      "minimumValue: NaN, expected an amount",
    );
    await expect(ask(everything, { limit: -1 })).rejects.toThrow("limit: -1");
  });

  function naiveRecovery(scope: Scope, days: number) {
    const seen = customersInCare(company, scope, {}, { anonymous: false });
    const sales = company.sale.filter(seesSale(scope));
    return company.customer
      .filter(({ id, erased }) => seen.has(id) && !erased)
      .flatMap(({ id }) => {
        const last = (kind: string) =>
          company.survey_response
            .filter(
              (one) => one.customer_id === id && one.kind === kind && one.day <= asOf && one.day > after(asOf, -days),
            )
            .sort((a, b) => (a.day === b.day ? a.id - b.id : a.day < b.day ? -1 : 1))
            .at(-1);
        const [nps, csat] = [last("NPS"), last("CSAT")];
        const low = [...(nps && nps.score <= 6 ? [nps] : []), ...(csat && csat.score <= 2 ? [csat] : [])];
        const answer = low.sort((a, b) => (a.day === b.day ? 0 : a.day < b.day ? 1 : -1))[0];
        const cases = company.service_case
          .filter((one) => one.customer_id === id && one.severity === "HIGH" && one.kind !== "PRAISE")
          .filter((one) => one.opened_on <= asOf && (one.resolved_on === null || one.resolved_on > asOf))
          .sort((a, b) => (a.opened_on === b.opened_on ? a.id - b.id : a.opened_on < b.opened_on ? -1 : 1));
        const since = [...low.map(({ day }) => day), ...cases.map(({ opened_on }) => opened_on)].sort().at(-1);
        if (!since) return [];
        const touches = company.interaction.filter(
          (one) => one.customer_id === id && one.day > since && one.day <= asOf,
        );
        const bought = sales.filter((one) => one.customer_id === id && one.day > "2023-03-01" && one.day <= asOf);
        return [
          {
            customerId: id,
            value: bought.reduce((sum, one) => sum + Math.round(one.net_amount * 100), 0) / 100,
            since,
            daysSince: daysBetween(since, asOf),
            touchedOn:
              touches
                .map(({ day }) => day)
                .sort()
                .at(-1) ?? null,
            survey: answer?.kind ?? null,
            score: answer?.score ?? null,
            answeredOn: answer?.day ?? null,
            responseId: answer?.id ?? null,
            caseKind: cases[0]?.kind ?? null,
            caseOpenedOn: cases[0]?.opened_on ?? null,
            caseId: cases[0]?.id ?? null,
            openCases: cases.length,
          },
        ];
      })
      .sort(
        (a, b) => b.value - a.value || (a.since === b.since ? a.customerId - b.customerId : a.since < b.since ? -1 : 1),
      );
  }
});

describe.each(["duckdb", "postgres"] as const)("service cases on %s", (engine) => {
  const asOf = "2024-01-15";
  const severities = ["LOW", "MEDIUM", "HIGH"] as const;

  it.each(scopes)("are listed and summed up as plain loops do, of what %s may see", async (_, scope) => {
    const own = casesOf(scope, {});
    const limit = Object.fromEntries(severities.map((severity) => [severity, limitOf(own, severity)]));
    const rows = own.filter(({ opened_on }) => opened_on <= asOf).map((one) => stateOf(one, limit));
    const asked = { asOf, limit: 1000, offset: 0 };
    const listed = await queryServiceCases(engines[engine], scope, asked);
    const rank = (severity: string) => (severities as readonly string[]).indexOf(severity);
    const urgent = [...rows].sort(
      (a, b) => rank(b.severity) - rank(a.severity) || b.days - a.days || a.caseId - b.caseId,
    );
    expect(listed.cases).toEqual(urgent.map(({ severity: _s, kind: _k, ...row }) => row));
    expect(listed.total).toBe(rows.length);
    const late = await queryServiceCases(engines[engine], scope, { ...asked, where: { overdue: true } });
    expect(late.cases.map(({ caseId }) => caseId)).toEqual(
      urgent.filter(({ overdue }) => overdue).map(({ caseId }) => caseId),
    );

    const summary = await queryServiceSummary(engines[engine], scope, {
      period: period("2023"),
      calendar,
      asOf,
      by: "SEVERITY",
      series: "quarter",
    });
    expect(summary.limits.map(({ days }) => days)).toEqual(severities.map((severity) => near(limit[severity] ?? null)));
    for (const { severity, kind, cases, overdue, oldestDays } of summary.open) {
      const open = rows.filter((row) => row.open && row.severity === severity && row.kind === kind);
      expect([cases, overdue, oldestDays]).toEqual([
        open.length,
        open.filter((row) => row.overdue).length,
        Math.max(...open.map(({ days }) => days)),
      ]);
    }
    expect(summary.open.reduce((sum, { cases }) => sum + cases, 0)).toBe(rows.filter(({ open }) => open).length);
    const year = period("2023");
    expect(summary.rows).toEqual(
      expect.arrayContaining(
        summary.rows.map(({ key }) => ({
          key,
          ...resolutionsOf(
            own.filter(({ severity }) => severity === key),
            year,
          ),
        })),
      ),
    );
    expect(summary.rows.reduce((sum, { opened }) => sum + opened, 0)).toBe(resolutionsOf(own, year).opened);
    expect(summary.series).toHaveLength(4);
    for (const { from, to, ...figures } of summary.series) expect(figures).toEqual(resolutionsOf(own, { from, to }));
  });

  it("can be filtered and sorted, and say what would be right", async () => {
    const list = (question: object) =>
      queryServiceCases(engines[engine], everything, { asOf, limit: 1000, offset: 0, ...question });
    const where = {
      kind: ["COMPLAINT", "RETURN"],
      severity: ["HIGH", "LOW"],
      open: true,
      opened: period("2023"),
      customer: { owner: { in: [1, 2, 3] } },
    };
    const found = await list({ where, orderBy: [{ by: "OPENED_ON", direction: "ASC" }] });
    const owned = company.customer
      .filter(({ owner_id, anonymous }) => !anonymous && owner_id !== null && owner_id <= 3)
      .map(({ id }) => id);
    const expected = company.service_case
      .filter(
        ({ kind, severity, customer_id }) =>
          (kind === "COMPLAINT" || kind === "RETURN") && severity !== "MEDIUM" && owned.includes(customer_id),
      )
      .filter(
        ({ opened_on, resolved_on }) => opened_on.startsWith("2023") && (resolved_on === null || resolved_on > asOf),
      )
      .sort((a, b) => (a.opened_on === b.opened_on ? a.id - b.id : a.opened_on < b.opened_on ? -1 : 1));
    expect(found.cases.map(({ caseId }) => caseId)).toEqual(expected.map(({ id }) => id));
    expect(expected.length).toBeGreaterThan(0);
    await expect(list({ orderBy: [{ by: "AGE", direction: "ASC" }] })).rejects.toThrow(
      'orderBy: "AGE", expected one of SEVERITY, OPENED_ON, RESOLVED_ON, DAYS',
    );
    const summary = queryServiceSummary(engines[engine], everything, {
      period: period("2023"),
      calendar,
      where: { channel: { in: ["a"] } },
    });
    await expect(summary).rejects.toThrow(/can't be filtered by channel/);
  });

  it("sums up those of a filter alone", async () => {
    const where = { region: { in: ["a", "B"] }, team: { in: [3] } };
    const { rows } = await queryServiceSummary(engines[engine], everything, {
      period: period("2023"),
      calendar,
      asOf,
      where,
    });
    expect(rows).toEqual([{ key: null, ...resolutionsOf(casesOf(everything, where), period("2023")) }]);
  });

  function casesOf(scope: Scope, where: MetricFilter) {
    const seen = customersInCare(company, scope, where, { anonymous: true });
    return company.service_case.filter(({ customer_id }) => seen.has(customer_id));
  }

  function limitOf(own: FeedbackCompany["service_case"], severity: string): number | null {
    const took = own.filter((one) => one.severity === severity && one.resolved_on !== null && one.resolved_on <= asOf);
    return took.length < 5
      ? null
      : quantile(
          took.map((one) => daysBetween(one.opened_on, one.resolved_on!)),
          0.9,
        );
  }

  function stateOf(one: FeedbackCompany["service_case"][number], limit: Record<string, number | null>) {
    const open = one.resolved_on === null || one.resolved_on > asOf;
    const days = daysBetween(one.opened_on, open ? asOf : one.resolved_on!);
    const most = limit[one.severity] ?? null;
    const { kind, severity } = one;
    return {
      caseId: one.id,
      customerId: one.customer_id,
      open,
      days,
      overdue: open && most !== null && days > most,
      kind,
      severity,
    };
  }

  function resolutionsOf(own: FeedbackCompany["service_case"], { from, to }: { from: string; to: string }) {
    const within = (day: string | null) => day !== null && day >= from && day <= to && day <= asOf;
    const took = own
      .filter(({ resolved_on }) => within(resolved_on))
      .map((one) => daysBetween(one.opened_on, one.resolved_on!));
    return {
      opened: own.filter(({ opened_on }) => within(opened_on)).length,
      resolved: took.length,
      meanDays: took.length ? near(took.reduce((sum, days) => sum + days, 0) / took.length) : null,
      medianDays: took.length ? near(quantile(took, 0.5)) : null,
      longDays: took.length ? near(quantile(took, 0.9)) : null,
    };
  }
});

describe.each(["duckdb", "postgres"] as const)("a case that is open as long as others took on %s", (engine) => {
  const opened = (id: number, opened_on: string, resolved_on: string | null) => {
    return { id, customer_id: 1, kind: "RETURN", severity: "LOW", opened_on, resolved_on };
  };
  beforeAll(async () => {
    const resolved = [1, 2, 3, 4].map((id) => opened(id, "2024-01-01", "2024-01-11"));
    const open = [opened(5, "2024-04-30", null), opened(6, "2024-05-05", null), opened(7, "2024-05-04", null)];
    const done = opened(8, "2024-02-01", "2024-02-11");
    await engines.fill({
      customer: [{ id: 1, kind: "PERSON", name: "A" }],
      service_case: [...resolved, ...open, done],
    });
  });
  const overdue = async (asOf: string) => {
    const asked = { asOf, limit: 9, offset: 0, where: { overdue: true } };
    return (await queryServiceCases(engines[engine], everything, asked)).cases.map(({ caseId, days }) => [
      caseId,
      days,
    ]);
  };

  it("is overdue from the day after on", async () => {
    expect(await overdue("2024-05-15")).toEqual([
      [5, 15],
      [7, 11],
    ]);
  });

  it("is not overdue while fewer than five were resolved", async () => {
    expect(await overdue("2024-02-10")).toEqual([]);
  });
});

/** Linearly interpolated, type 7 of Hyndman and Fan. */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
  return low + (high - low) * (place - Math.floor(place));
}

function near(value: number | null) {
  return value === null ? null : expect.closeTo(value, 6);
}
