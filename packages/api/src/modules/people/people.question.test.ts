import {
  everything,
  parsePeriod,
  queryActivityEffect,
  queryBudget,
  queryHiring,
  queryScorecards,
  queryTrainingEffect,
  queryTurnover,
  type Scope,
  type Warehouse,
} from "@salesglass/core";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Engines, openEngines } from "../../testing/engines.ts";
import { type Company, companyOf } from "../../testing/naive/company.ts";
import { dayOf, numberOf } from "../../testing/naive/days.ts";

const addDays = (day: string, count: number) => dayOf(numberOf(day) + count);
const calendar = { today: "2024-05-20", fiscalYearStart: 1, weekStart: 1 };
const period = parsePeriod("2023", calendar);

/** A company with 12 reps in two teams, who come and go, learn, call and hire. */
function peopleOf(seed: number): Company {
  const [random] = fc.sample(fc.infiniteStream(fc.nat(1_000_000)), { numRuns: 1, seed });
  const upTo = (count: number) => random!.next().value! % count;
  const day = (from = "2022-11-01", days = 560) => addDays(from, upTo(days));
  const list = <T>(count: number, make: (id: number) => T) =>
    Array.from({ length: count }, (_, index) => make(index + 1));
  const sometimes = <T>(value: T) => (upTo(3) === 0 ? null : value);
  const base = companyOf(seed);
  const rep = list(12, (id) => ({
    id,
    external_id: `r${id}`,
    name: `R${upTo(3)}`,
    team_id: [1, 1, 2, null][id % 4]!,
    hired_on: id < 8 ? sometimes(day("2021-01-01", 700)) : day(),
    left_on: id % 3 === 0 ? day("2023-02-01", 450) : null,
  }));
  const anyRep = () => 1 + upTo(12);
  const sale = list(900, (id) => ({
    ...base.sale[id % base.sale.length]!,
    order_id: id,
    line: 1,
    rep_id: anyRep(),
    day: day(),
  }));
  return {
    ...base,
    rep,
    sale,
    interaction: list(900, (id) => {
      return {
        id,
        customer_id: 1 + upTo(30),
        rep_id: sometimes(anyRep()),
        kind: ["CALL", "MEETING"][upTo(2)]!,
        day: day(),
      };
    }),
    opportunity: base.opportunity.map((deal) => ({ ...deal, rep_id: anyRep() })),
    course: list(3, (id) => ({ id, external_id: `k${id}`, name: `Course ${id}`, name_zh: null })),
    enrolment: list(40, (id) => {
      const enrolled_on = day("2022-12-01", 450);
      return {
        id,
        rep_id: anyRep(),
        course_id: 1 + upTo(3),
        enrolled_on,
        completed_on: sometimes(addDays(enrolled_on, upTo(40))),
      };
    }),
    opening: list(12, (id) => {
      const opened_on = day();
      const end = addDays(opened_on, upTo(90));
      return {
        id,
        team_id: [1, 2, null][id % 3]!,
        title: "Rep",
        headcount: 1 + upTo(3),
        opened_on,
        filled_on: id % 4 === 0 ? end : null,
        closed_on: id % 4 === 1 ? end : null,
      };
    }),
    candidate: list(160, (id) => {
      const days = [day()];
      for (let stage = 1; stage < 5; stage++) days.push(addDays(days.at(-1)!, upTo(12)));
      const reached = upTo(6);
      const at = (stage: number) => (reached >= stage && upTo(5) > 0 ? days[stage]! : null);
      return {
        id,
        opening_id: 1 + upTo(12),
        source: ["web", "friend", null][upTo(3)]!,
        applied_on: days[0]!,
        screened_on: at(1),
        interviewed_on: at(2),
        offered_on: at(3),
        hired_on: reached === 4 ? days[4]! : null,
        rejected_on: reached < 4 && upTo(2) === 0 ? days[4]! : null,
      };
    }),
  };
}

const company = peopleOf(7);
const days = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;
const median = (values: readonly number[]) => {
  const sorted = [...values].sort((a, b) => a - b);
  const n = sorted.length;
  return n === 0 ? null : (sorted[Math.floor((n - 1) / 2)]! + sorted[Math.ceil((n - 1) / 2)]!) / 2;
};
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const revenueOf = (rep: number, from: string, to: string) =>
  company.sale
    .filter((line) => line.rep_id === rep && line.day >= from && line.day <= to)
    .reduce((sum, { net_amount }) => sum + net_amount, 0);
const isThere = ({ hired_on, left_on }: Warehouse["rep"], from: string, to: string) =>
  (hired_on === null || hired_on <= from) && (left_on === null || left_on > to);
/** Numbers as far as doubles that were added up in another order agree. */
const rounded = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_, inner) => (typeof inner === "number" ? Number(inner.toPrecision(9)) : inner)));

let engines: Engines;
beforeAll(async () => {
  engines = await openEngines();
  await engines.fill(company);
});
afterAll(() => engines?.close());

describe.each(["duckdb", "postgres"] as const)("people and budgets on %s", (name) => {
  it.each(["TEAM", "CATEGORY", "MONTH"] as const)(
    "adds up budgets and expenses by %s as plain loops do",
    async (by) => {
      const part = parsePeriod("2023-02-10..2023-09-20", calendar);
      const asOf = "2023-07-15";
      const { total, rows } = await queryBudget(engines[name], everything, { period: part, calendar, by, asOf });
      const keyOf = (row: { team_id: number | null; category: string }, day: string) =>
        ({ TEAM: row.team_id, CATEGORY: row.category, MONTH: `${day.slice(0, 7)}-01` })[by];
      const sums = new Map<unknown, { planned: number; plannedToDate: number; spent: number }>();
      const add = (key: unknown, figure: "planned" | "plannedToDate" | "spent", value: number) => {
        const row = sums.get(key) ?? { planned: 0, plannedToDate: 0, spent: 0 };
        row[figure] += value;
        sums.set(key, row);
      };
      for (const row of company.budget) {
        const length = days(row.starts_on, row.ends_on) + 1;
        const upTo = (day: string) =>
          Math.floor((Math.round(row.amount * 10_000) * (days(row.starts_on, day) + 1)) / length);
        for (let day = row.starts_on; day <= row.ends_on; day = addDays(day, 1)) {
          if (day < part.from || day > part.to) continue;
          const share = (upTo(day) - upTo(addDays(day, -1))) / 10_000;
          add(keyOf(row, day), "planned", share);
          if (day <= asOf) add(keyOf(row, day), "plannedToDate", share);
        }
      }
      for (const row of company.expense) {
        if (row.day >= part.from && row.day <= asOf) add(keyOf(row, row.day), "spent", row.amount);
      }
      expect(sums.size).toBeGreaterThan(1);
      expect(rows.map(({ key }) => key).sort()).toEqual([...sums.keys()].sort());
      for (const { key, planned, plannedToDate, spent, remaining, variance, used, pace } of rows) {
        const own = sums.get(key)!;
        expect(rounded({ planned, plannedToDate, spent }), String(key)).toEqual(rounded(own));
        expect([remaining, variance]).toEqual([
          expect.closeTo(own.planned - own.spent, 4),
          expect.closeTo(own.spent - own.plannedToDate, 4),
        ]);
        if (used !== null) expect(used).toBeCloseTo(own.spent / own.planned, 9);
        if (pace !== null) expect(pace).toBeCloseTo(own.spent / own.plannedToDate, 9);
      }
      expect(total.spent).toBeCloseTo(
        [...sums.values()].reduce((sum, { spent }) => sum + spent, 0),
        4,
      );
      const revenue = company.sale
        .filter(({ day }) => day >= part.from && day <= asOf)
        .reduce((sum, { net_amount }) => sum + net_amount, 0);
      expect(total.revenue).toBeCloseTo(revenue, 4);
      expect(total.costOfSales).toBeCloseTo(total.spent / revenue, 9);
    },
  );

  it.each<[string, Scope, readonly (number | null)[]]>([
    ["everybody", everything, [1, 2, null]],
    ["a team", { kind: "teams", teamIds: [2] }, [2]],
    ["a rep", { kind: "rep", repId: 1 }, []],
  ])("counts hiring for %s as plain loops do", async (_, scope, teams) => {
    const asOf = "2023-11-30";
    const hiring = await queryHiring(engines[name], scope, { period, calendar, asOf });
    const openings = company.opening.filter(({ team_id }) => teams.includes(team_id));
    const ids = openings.map(({ id }) => id);
    const known = (value: string | null) => (value !== null && value <= asOf ? value : null);
    const applied = company.candidate
      .filter((one) => ids.includes(one.opening_id) && one.applied_on >= period.from && one.applied_on <= asOf)
      .map((one) => ({
        source: one.source,
        rejected: known(one.rejected_on),
        days: [one.applied_on, ...[one.screened_on, one.interviewed_on, one.offered_on, one.hired_on].map(known)],
      }));
    const reached = [0, 1, 2, 3, 4].map((stage) => applied.filter((one) => one.days.slice(stage).some(Boolean)).length);
    expect(hiring.stages.map((stage) => stage.reached)).toEqual(reached);
    expect(hiring.stages.map(({ medianDays }) => medianDays)).toEqual(
      [0, 1, 2, 3, 4].map((stage) =>
        median(applied.flatMap((one) => (one.days[stage] ? days(one.days[0]!, one.days[stage]!) : []))),
      ),
    );
    const rejected = applied.filter((one) => one.rejected).length;
    expect(hiring).toMatchObject({
      applied: applied.length,
      hired: reached[4],
      rejected,
      inProcess: applied.length - rejected - reached[4]!,
    });
    expect(hiring.sources.reduce((sum, one) => sum + one.hired, 0)).toBe(reached[4]);
    const filled = openings.filter(({ filled_on }) => filled_on && filled_on >= period.from && filled_on <= asOf);
    expect(hiring.timeToFill).toEqual({
      n: filled.length,
      median: median(filled.map((one) => days(one.opened_on, one.filled_on!))),
    });
    const open = openings.filter((one) => one.opened_on <= asOf && (one.filled_on ?? one.closed_on ?? "9999") > asOf);
    const places = open.map(({ id, headcount }) => {
      const taken = company.candidate.filter((one) => one.opening_id === id && known(one.hired_on)).length;
      return Math.max(0, headcount - taken);
    });
    expect(hiring).toMatchObject({ openings: open.length, places: places.reduce((sum, one) => sum + one, 0) });
  });

  it("counts who came, left and was there as plain loops do", async () => {
    const { days: length, total, teams } = await queryTurnover(engines[name], everything, { period, calendar });
    expect(length).toBe(365);
    const figuresOf = (reps: Company["rep"]) => {
      let personDays = 0;
      for (let day = period.from; day <= period.to; day = addDays(day, 1)) {
        personDays += reps.filter((one) => isThere(one, day, day)).length;
      }
      const there = reps.filter((one) => isThere(one, period.to, period.to));
      const left = reps.filter(({ left_on }) => left_on && left_on >= period.from && left_on <= period.to);
      const tenures = (some: Company["rep"], to: (one: Warehouse["rep"]) => string) =>
        some.flatMap((one) => (one.hired_on === null ? [] : days(one.hired_on, to(one))));
      return {
        headcount: there.length,
        meanHeadcount: personDays / 365,
        joined: reps.filter(({ hired_on }) => hired_on && hired_on >= period.from && hired_on <= period.to).length,
        left: left.length,
        annualTurnover: left.length / (personDays / 365),
        tenureDays: median(tenures(there, () => period.to)),
        tenured: there.filter(({ hired_on }) => hired_on !== null).length,
        leaverTenureDays: median(tenures(left, ({ left_on }) => left_on!)),
      };
    };
    expect(rounded(total)).toEqual(rounded(figuresOf(company.rep)));
    for (const { teamId, teamName, ...figures } of teams) {
      expect(rounded(figures), String(teamName)).toEqual(
        rounded(figuresOf(company.rep.filter(({ team_id }) => team_id === teamId))),
      );
    }
    expect(teams.length).toBe(3);
  });

  it("measures what followed a course against colleagues as plain loops do", async () => {
    const n = 30;
    const found = await queryTrainingEffect(engines[name], everything, { calendar, days: n });
    expect(found.map(({ courseId }) => courseId)).toEqual([1, 2, 3]);
    const begun = company.sale.map(({ day }) => day).sort()[0]!;
    const completions = (course: number) => {
      const first = new Map<number, string>();
      for (const { rep_id, course_id, completed_on } of company.enrolment) {
        if (course_id !== course || completed_on === null || completed_on > calendar.today) continue;
        if (!first.has(rep_id) || completed_on < first.get(rep_id)!) first.set(rep_id, completed_on);
      }
      return first;
    };
    let measuredInAll = 0;
    for (const { courseId, completed, measured, effect, low, high, tooFew } of found) {
      const done = completions(courseId);
      expect(completed).toBe(done.size);
      const effects = [...done].flatMap(([rep, day]) => {
        const [from, to] = [addDays(day, -n), addDays(day, n)];
        if (to > calendar.today || begun > from) return [];
        const change = (one: number) =>
          (revenueOf(one, addDays(day, 1), to) - revenueOf(one, from, addDays(day, -1))) / n;
        const there = company.rep.filter((one) => isThere(one, from, to));
        const others = there.filter((one) => {
          const other = done.get(one.id);
          return one.id !== rep && !(other && other >= addDays(day, -2 * n) && other <= to);
        });
        if (!there.some(({ id }) => id === rep) || others.length === 0) return [];
        return [change(rep) - mean(others.map(({ id }) => change(id)))];
      });
      expect(measured).toBe(effects.length);
      expect(tooFew).toBe(effects.length < 5);
      if (tooFew) continue;
      measuredInAll += measured;
      const spread = Math.sqrt(
        effects.reduce((sum, one) => sum + (one - mean(effects)) ** 2, 0) / (effects.length - 1),
      );
      // Student's t of tables, 4 to 9 degrees of freedom.
      const t = [2.776, 2.571, 2.447, 2.365, 2.306, 2.262][effects.length - 5]!;
      expect(effect).toBeCloseTo(mean(effects), 6);
      expect((high! - low!) / 2 / ((t * spread) / Math.sqrt(effects.length))).toBeCloseTo(1, 2);
    }
    expect(measuredInAll).toBeGreaterThan(4);
  });

  it("correlates weeks and reps as plain loops do", async () => {
    const lag = 1;
    const { weeks, effects, reps } = await queryActivityEffect(engines[name], everything, {
      period,
      calendar,
      lag,
      kind: ["CALL"],
    });
    expect(weeks).toBe(52);
    const starts = Array.from({ length: 52 }, (_, index) => addDays("2023-01-02", 7 * index));
    const cells = company.rep.flatMap(({ id, ...rep }) =>
      starts
        .filter((start) => isThere({ id, ...rep }, start, addDays(start, 6)))
        .map((start) => {
          const within = (day: string, later: number) =>
            day >= addDays(start, 7 * later) && day <= addDays(start, 7 * later + 6);
          return {
            id,
            x: company.interaction.filter((one) => one.rep_id === id && one.kind === "CALL" && within(one.day, 0))
              .length,
            y: revenueOf(id, addDays(start, 7 * lag), addDays(start, 7 * lag + 6)),
            won: company.opportunity.filter(
              (one) => one.rep_id === id && one.status === "WON" && one.closed_on && within(one.closed_on, lag),
            ).length,
          };
        }),
    );
    const means = [...new Set(cells.map(({ id }) => id))].map((id) => {
      const own = cells.filter((cell) => cell.id === id);
      return {
        id,
        n: own.length,
        x: mean(own.map(({ x }) => x)),
        y: mean(own.map(({ y }) => y)),
        won: mean(own.map(({ won }) => won)),
      };
    });
    expect(
      rounded(
        reps
          .map(({ repId, interactions, revenue, wonDeals, weeks: n }) => [repId, n, interactions, revenue, wonDeals])
          .sort((a, b) => a[0]! - b[0]!),
      ),
    ).toEqual(rounded(means.map(({ id, n, x, y, won }) => [id, n, x, y, won])));
    const pearson = (pairs: readonly (readonly [number, number])[]) => {
      const [mx, my] = [mean(pairs.map(([x]) => x)), mean(pairs.map(([, y]) => y))];
      const sum = (f: (dx: number, dy: number) => number) =>
        pairs.reduce((total, [x, y]) => total + f(x - mx, y - my), 0);
      return sum((dx, dy) => dx * dy) / Math.sqrt(sum((dx) => dx * dx) * sum((_, dy) => dy * dy));
    };
    for (const { result, withinReps, betweenReps } of effects) {
      const figure = result === "REVENUE" ? "y" : "won";
      const centred = cells.map((cell) => {
        const own = means.find(({ id }) => id === cell.id)!;
        return [cell.x - own.x, cell[figure] - own[figure]] as const;
      });
      expect(withinReps.n).toBe(cells.length);
      expect(withinReps.r, result).toBeCloseTo(pearson(centred), 9);
      const error = 1.96 / Math.sqrt(cells.length - means.length + 1 - 3);
      expect(withinReps.high).toBeCloseTo(Math.tanh(Math.atanh(withinReps.r!) + error), 9);
      expect(betweenReps.r, result).toBeCloseTo(pearson(means.map((own) => [own.x, own[figure]])), 9);
    }
  });

  it("holds scorecards against peers as plain loops do, whoever asks", async () => {
    const ask = (scope: Scope, more = {}) =>
      queryScorecards(engines[name], scope, { period, calendar, peers: "COMPANY", limit: 50, offset: 0, ...more });
    const { total, cards } = await ask(everything);
    const there = company.rep.filter(
      (one) => (one.hired_on ?? "") <= period.to && (one.left_on ?? "9999") > period.from,
    );
    expect(total).toBe(there.length);
    expect(cards.map(({ repId }) => repId).sort()).toEqual(there.map(({ id }) => id).sort());
    const revenues = new Map(there.map(({ id }) => [id, revenueOf(id, period.from, period.to)]));
    for (const { repId, scores } of cards) {
      const score = scores.find(({ measure }) => measure === "REVENUE")!;
      const own = revenues.get(repId)!;
      const others = [...revenues].filter(([id]) => id !== repId).map(([, value]) => value);
      const deviation = Math.sqrt(
        others.reduce((sum, one) => sum + (one - mean(others)) ** 2, 0) / (others.length - 1),
      );
      expect(score.value).toBeCloseTo(own, 4);
      expect(score.peers).toEqual({
        n: others.length,
        median: expect.closeTo(median(others)!, 4),
        percentile: expect.closeTo(others.filter((one) => one < own).length / others.length, 9),
        z: expect.closeTo((own - mean(others)) / deviation, 9),
      });
      const calls = company.interaction.filter(
        (one) => one.rep_id === repId && one.day >= period.from && one.day <= period.to,
      );
      expect(scores.at(-1)!.value).toBeCloseTo(calls.length / (365 / 7), 9);
    }
    const [one] = cards;
    expect(await ask({ kind: "rep", repId: one!.repId })).toEqual({ total: 1, cards: [one] });
    expect((await ask({ kind: "teams", teamIds: [] })).total).toBe(0);
    const inTeam = await ask({ kind: "teams", teamIds: [2] }, { peers: "TEAM" });
    // Two others: a figure would tell who has what.
    for (const { scores } of inTeam.cards)
      expect(scores[1]!.peers).toEqual({ n: inTeam.total - 1, median: null, percentile: null, z: null });
    expect(inTeam.total).toBeGreaterThan(1);
  });
});
