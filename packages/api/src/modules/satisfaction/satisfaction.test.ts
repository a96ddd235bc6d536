import type { Scope } from "@salesglass/core";
import { createYoga } from "graphql-yoga";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { companySettings } from "../../company-settings.ts";
import { type Context, contextFactory, localViewer } from "../../context.ts";
import { schema } from "../../schema.ts";
import type { Store } from "../../store/store.ts";
import { fillSmallCompany, testServer } from "../../testing/ask.ts";
import { testRecords } from "../../testing/records.ts";

/** The small company, in which Bell (Bo's) and Cold (Bo's) are not content, and Acme (Ann's) has a severe case. */
async function fill({ prisma }: Store): Promise<void> {
  await fillSmallCompany({ prisma } as Store);
  const day = (text: string) => new Date(`${text}T00:00:00Z`);
  const ids = Object.fromEntries((await prisma.customer.findMany()).map(({ externalId, id }) => [externalId, id]));
  const bell = ids.bell!;
  const answer = (externalId: string, customerId: number, kind: "NPS" | "CSAT", score: number, on: string) => ({
    externalId,
    customerId,
    kind,
    score,
    respondedOn: day(on),
    comment: `said ${externalId}`,
  });
  await prisma.surveyResponse.createMany({
    data: [
      answer("r1", bell, "NPS", 3, "2024-06-18"),
      answer("r2", ids.cold!, "CSAT", 2, "2024-06-01"),
      answer("r3", ids.cold!, "NPS", 8, "2024-06-02"),
      answer("r4", bell, "NPS", 9, "2024-05-03"),
      answer("r5", ids.acme!, "NPS", 10, "2024-06-20"),
      answer("r6", ids.nobody!, "NPS", 0, "2024-06-20"),
    ],
  });
  await prisma.serviceCase.createMany({
    data: [
      {
        externalId: "c2",
        customerId: ids.acme!,
        kind: "RETURN",
        severity: "HIGH",
        subject: "cracked",
        openedOn: day("2024-06-11"),
      },
      { externalId: "c3", customerId: ids.acme!, kind: "PRAISE", severity: "HIGH", openedOn: day("2024-06-12") },
      ...["2024-01-03", "2024-01-04", "2024-01-05", "2024-01-06", "2024-01-07"].map((resolved, index) => ({
        externalId: `done${index}`,
        customerId: bell,
        kind: "QUESTION" as const,
        severity: "HIGH" as const,
        openedOn: day("2024-01-01"),
        resolvedOn: day(resolved),
      })),
    ],
  });
  await prisma.interaction.create({
    data: { externalId: "i2", customerId: ids.cold!, kind: "CALL", at: day("2024-06-05"), summary: "Sorry" },
  });
}

describe.each(["duckdb", "postgres"] as const)("satisfaction over GraphQL, engine %s", (engine) => {
  let store: Store;
  let server: Awaited<ReturnType<typeof testServer>>;
  let queries: string[] = [];
  beforeAll(async () => {
    store = await testRecords()[engine === "duckdb" ? 0 : 1]!.open();
    await fill(store);
    server = await testServer(store, engine);
  });
  afterAll(async () => {
    await server?.close();
    await store?.close();
  });

  it("answers the survey with its groups, and no score of few answers", async () => {
    const { satisfaction } = await server.ask(`{ satisfaction(period: "2024-06", by: CUSTOMER) {
      kind minimumResponses figures { responses positive neutral negative score margin positiveShare distribution { score responses } }
      comparison { responses } change { difference significant } comparisonPeriod { from }
      rows { label figures { responses } } } }`);
    expect(satisfaction).toMatchObject({
      kind: "NPS",
      minimumResponses: 5,
      figures: { responses: 4, positive: 1, neutral: 1, negative: 2, score: null, margin: null, positiveShare: null },
      comparison: { responses: 2 },
      comparisonPeriod: { from: "2024-05-01" },
      change: { difference: null, significant: null },
    });
    const { figures, rows } = satisfaction as unknown as {
      figures: { distribution: { score: number; responses: number }[] };
      rows: { label: string }[];
    };
    expect(figures.distribution.filter(({ responses }) => responses).map(({ score }) => score)).toEqual([0, 3, 8, 10]);
    expect(rows.map(({ label }) => label).sort()).toEqual(["Acme", "Bell 50%_off", "Cold", "Unknown"]);
  });

  it("scores with the minimum of the company", async () => {
    const { createCatalog } = await import("@salesglass/core");
    const own = await testServer(store, engine, { catalog: createCatalog({ minimumResponses: 4 }) });
    const query = `{ satisfaction(period: "2024-06", versus: null, series: WEEK) { figures { score margin low } comparison { score } series { from figures { responses } } } }`;
    const { satisfaction } = await own.ask<{ satisfaction: { figures: { margin: number }; series: object[] } }>(query);
    await own.close();
    // p₊ = .25, p₋ = .5: .75 − .0625 = .6875; 196 × √(.6875 ÷ 4) = 81.257
    expect(satisfaction).toMatchObject({ figures: { score: -25, low: -100 }, comparison: null });
    expect(satisfaction.figures.margin).toBeCloseTo(81.25731, 5);
    expect(satisfaction.series).toHaveLength(5);
  });

  it("lists whom to win back with the words of the record, without a query a row", async () => {
    const query = `{ recoveryList { totalCount untouchedCount totalValue currency asOf edges { node {
      customer { externalId owner { externalId } } value since daysSince touched touchedOn survey score
      response { comment } openCases caseKind serviceCase { subject severity } } } } }`;
    const { recoveryList } = await server.ask<{ recoveryList: { edges: { node: object }[] } }>(query);
    expect(recoveryList).toMatchObject({
      totalCount: 3,
      untouchedCount: 2,
      totalValue: 220.25,
      currency: "EUR",
      asOf: "2024-06-30",
    });
    expect(recoveryList.edges.map(({ node }) => node)).toEqual([
      {
        customer: { externalId: "acme", owner: { externalId: "ann" } },
        value: 200.25,
        since: "2024-06-11",
        daysSince: 19,
        touched: false,
        touchedOn: null,
        survey: null,
        score: null,
        response: null,
        openCases: 1,
        caseKind: "RETURN",
        serviceCase: { subject: "cracked", severity: "HIGH" },
      },
      expect.objectContaining({
        customer: { externalId: "bell", owner: { externalId: "bo" } },
        value: 20,
        score: 3,
        response: { comment: "said r1" },
        openCases: 0,
        serviceCase: null,
      }),
      expect.objectContaining({
        customer: { externalId: "cold", owner: { externalId: "bo" } },
        value: 0,
        survey: "CSAT",
        touched: true,
        touchedOn: "2024-06-05",
        response: { comment: "said r2" },
      }),
    ]);
    const filtered = await server.ask<{ recoveryList: { edges: { node: { customer: { externalId: string } } }[] } }>(
      `{ recoveryList(where: { owner: { in: ["bo"] } }, untouched: true, minimumValue: 20) { edges { node { customer { externalId } } } } }`,
    );
    expect(filtered.recoveryList.edges.map(({ node }) => node.customer.externalId)).toEqual(["bell"]);
    const page = await server.ask<{ recoveryList: { totalCount: number; pageInfo: { endCursor: string } } }>(
      `{ recoveryList(first: 1) { totalCount pageInfo { hasNextPage endCursor } } }`,
    );
    expect(page.recoveryList).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    const next = await server.ask<{ recoveryList: { edges: { node: { score: number } }[] } }>(
      `query ($after: String) { recoveryList(first: 1, after: $after) { edges { node { score } } } }`,
      { after: page.recoveryList.pageInfo.endCursor },
    );
    expect(next.recoveryList.edges).toEqual([{ node: { score: 3 } }]);
  });

  it("reads the records of a page together, however many rows it has", async () => {
    const client = store.prisma.$extends({
      query: {
        $allModels: {
          $allOperations({ model, operation, args, query }) {
            queries.push(`${model}.${operation}`);
            return query(args);
          },
        },
      },
    }) as unknown as Store["prisma"];
    const counted = await testServer({ ...store, prisma: client }, engine);
    queries = [];
    await counted.ask(
      `{ recoveryList { edges { node { customer { name } response { comment } serviceCase { subject } } } } }`,
    );
    await counted.close();
    expect(queries.filter((query) => !query.startsWith("Company")).sort()).toEqual([
      "Customer.findMany",
      "ServiceCase.findMany",
      "SurveyResponse.findMany",
    ]);
  });

  it("lists and sums up service cases", async () => {
    const { serviceCases } = await server.ask<{ serviceCases: { edges: { node: object }[] } }>(
      `{ serviceCases(where: { open: true, kind: [COMPLAINT, RETURN] }) { totalCount edges { node {
        open days overdue serviceCase { externalId subject } customer { name } } } } }`,
    );
    expect(serviceCases).toMatchObject({ totalCount: 2 });
    // Five severe cases took 2 to 6 days: nine in ten at most 5.6.
    expect(serviceCases.edges.map(({ node }) => node)).toEqual([
      {
        open: true,
        days: 19,
        overdue: true,
        serviceCase: { externalId: "c2", subject: "cracked" },
        customer: { name: "Acme" },
      },
      {
        open: true,
        days: 25,
        overdue: false,
        serviceCase: { externalId: "c1", subject: null },
        customer: { name: "Acme" },
      },
    ]);
    const { serviceSummary } = await server.ask(`{ serviceSummary(period: "2024", by: KIND) {
      asOf limits { severity resolved days } open { severity kind cases overdue oldestDays } rows { key opened resolved meanDays medianDays longDays } } }`);
    expect(serviceSummary).toMatchObject({
      asOf: "2024-06-30",
      limits: [
        { severity: "LOW", resolved: 0, days: null },
        { severity: "MEDIUM", resolved: 0, days: null },
        { severity: "HIGH", resolved: 5, days: 5.6 },
      ],
      open: [
        { severity: "HIGH", kind: "PRAISE", cases: 1, overdue: 1, oldestDays: 18 },
        { severity: "HIGH", kind: "RETURN", cases: 1, overdue: 1, oldestDays: 19 },
        { severity: "MEDIUM", kind: "COMPLAINT", cases: 1, overdue: 0, oldestDays: 25 },
      ],
    });
    expect(serviceSummary).toMatchObject({
      rows: expect.arrayContaining([
        { key: "QUESTION", opened: 5, resolved: 5, meanDays: 4, medianDays: 4, longDays: 5.6 },
      ]),
    });
  });

  it("names what is wrong and what would be right", async () => {
    for (const [query, message] of [
      [`{ satisfaction(period: "2024-06", by: CHANNEL) { kind } }`, /nps can't be split by channel, expected one of/],
      [
        `{ satisfaction(period: "2024-06") { afterwards(days: 0) { days } } }`,
        /days: 0, expected a whole number from 1/,
      ],
      [`{ recoveryList(where: { owner: { in: ["zoe"] } }) { totalCount } }`, /there is no rep with the id "zoe"/],
      [`{ recoveryList(days: -1) { totalCount } }`, /days: -1, expected a whole number from 1 to 3660/],
      [`{ serviceCases(where: { opened: "may" }) { totalCount } }`, /period "may" is not understood/],
    ] as const) {
      const fault = await server.fault(query);
      expect(fault.message).toMatch(message);
      expect(fault.code).toBe("BAD_USER_INPUT");
    }
  });

  it("leaks nothing past the viewer's scope", async () => {
    const reps = Object.fromEntries((await store.prisma.rep.findMany()).map(({ externalId, id }) => [externalId, id]));
    const scopes: Record<string, Scope> = {
      ann: { kind: "rep", repId: reps.ann! },
      bo: { kind: "rep", repId: reps.bo! },
      none: { kind: "teams", teamIds: [] },
    };
    const clock = () => new Date("2024-06-30T12:00:00Z");
    const { warehouse } = server;
    const make = contextFactory({
      store,
      warehouse,
      company: companySettings(store, warehouse, clock),
      clock,
      today: "2024-06-30",
    });
    const yoga = createYoga<object, Context>({
      schema,
      context: async ({ request }) => {
        const context = await make(localViewer);
        return { ...context, viewer: { ...context.viewer, scope: scopes[request.headers.get("x-scope")!]! } };
      },
    });
    const query = `{
      satisfaction(period: "2024-06", versus: null, by: CUSTOMER) {
        figures { responses } rows { label } afterwards(days: 1) { rows { customers } }
      }
      recoveryList { totalCount totalValue edges { node { response { comment } serviceCase { subject } } } }
      serviceCases { totalCount edges { node { customer { name } } } }
      serviceSummary(period: "2024") { limits { resolved } open { cases } rows { opened } }
    }`;
    const seenBy = async (scope: string) => {
      const response = await yoga.fetch("http://localhost/graphql", {
        method: "POST",
        headers: { "content-type": "application/json", "x-scope": scope },
        body: JSON.stringify({ query }),
      });
      const { data, errors } = (await response.json()) as { data: Record<string, unknown>; errors?: unknown };
      expect(errors).toBeUndefined();
      return data;
    };
    const ann = await seenBy("ann");
    expect(JSON.stringify(ann)).not.toMatch(/Bell|Cold|said r1|said r2/);
    expect(ann).toMatchObject({
      satisfaction: { figures: { responses: 1 }, rows: [{ label: "Acme" }] },
      recoveryList: { totalCount: 1, totalValue: 200.25 },
      serviceSummary: { limits: [{}, {}, { resolved: 0 }] },
    });
    const bo = await seenBy("bo");
    expect(JSON.stringify(bo)).not.toMatch(/Acme|cracked/);
    expect(bo).toMatchObject({ recoveryList: { totalCount: 2, totalValue: 20 }, serviceCases: { totalCount: 5 } });
    expect(await seenBy("none")).toEqual({
      satisfaction: { figures: { responses: 0 }, rows: [], afterwards: { rows: Array(4).fill({ customers: 0 }) } },
      recoveryList: { totalCount: 0, totalValue: 0, edges: [] },
      serviceCases: { totalCount: 0, edges: [] },
      serviceSummary: { limits: Array(3).fill({ resolved: 0 }), open: [], rows: [{ opened: 0 }] },
    });
  });
});
