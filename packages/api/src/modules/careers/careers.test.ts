import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "../../context.ts";
import type { Store } from "../../store/store.ts";
import { fillSmallCompany, testServer } from "../../testing/ask.ts";
import { testRecords } from "../../testing/records.ts";
import { faultsOf, writer } from "../../testing/write.ts";

const engines = { pglite: "duckdb", postgres: "postgres" } as const;

describe.each(testRecords())("careers on $name", ({ name, open }) => {
  let store: Store;
  const servers = new Map<string, Awaited<ReturnType<typeof testServer>>>();
  let server: Awaited<ReturnType<typeof testServer>>;
  beforeAll(async () => {
    store = await open();
    await fillSmallCompany(store);
    server = await as("EXECUTIVE");
    const { prisma } = store;
    const day = (text: string) => new Date(`${text}T00:00:00Z`);
    await prisma.rep.updateMany({ data: { hiredOn: day("2022-01-15") } });
    const neg = await prisma.course.create({
      data: { externalId: "neg", name: "Negotiation", nameZh: "谈判", hours: 16 },
    });
    const key = await prisma.course.create({ data: { externalId: "key", name: "Key accounts" } });
    const levels = await writer(server)("upsertCareerLevels", [
      { externalId: "junior", rank: 1, name: "Junior", nameZh: "初级" },
      {
        externalId: "senior",
        rank: 2,
        name: "Senior",
        minAttainment: "1.2",
        attainmentMonths: 1,
        minTenureMonths: 24,
        courses: "neg | key|neg",
        minReview: 4,
      },
    ]);
    expect(levels).toMatchObject({ new: 2 });
    const ann = await prisma.rep.findUniqueOrThrow({ where: { externalId: "ann" } });
    await prisma.rep.update({
      where: { id: ann.id },
      data: {
        goals: {
          create: {
            externalId: "g",
            name: "May",
            target: 80,
            teamId: ann.teamId,
            startsOn: day("2024-05-01"),
            endsOn: day("2024-05-31"),
            createdOn: day("2024-05-01"),
          },
        },
        careerSteps: {
          create: { externalId: "s1", level: { connect: { externalId: "junior" } }, since: day("2022-01-15") },
        },
        enrolments: {
          create: [
            {
              externalId: "e1",
              courseId: neg.id,
              enrolledOn: day("2024-01-10"),
              completedOn: day("2024-01-12"),
              score: 90,
            },
            { externalId: "e2", courseId: key.id, enrolledOn: day("2024-06-10") },
          ],
        },
        reviews: { create: { externalId: "r1", reviewedOn: day("2024-06-01"), score: 4, note: "Well done" } },
      },
    });
    await server.warehouse.sync();
  });
  afterAll(async () => {
    for (const one of servers.values()) await one.close();
    await store.close();
  });

  /** A server for a viewer; each is made once. */
  async function as(role: Viewer["role"], scope: Viewer["scope"] = { kind: "everything" }) {
    const key = JSON.stringify([role, scope]);
    const viewer = { name: role.toLowerCase(), role, scope };
    const made = servers.get(key) ?? (await testServer(store, engines[name], { viewer }));
    servers.set(key, made);
    return made;
  }
  const idOf = async (table: string, key: string) =>
    (await store.query<{ id: number }>(`select id from ${table} where external_id = $1`, [key]))[0]!.id;
  type Answer = { careers: { totalCount: number; edges: { node: Record<string, unknown> }[] } };
  const careers = async (asked: typeof server, args = "", fields = "rep { name } readiness") => {
    const { careers: found } = await asked.ask<Answer>(
      `{ careers${args} { totalCount edges { node { ${fields} } } } }`,
    );
    return found.edges.map(({ node }) => node);
  };

  it("tells where a rep stands, what the next level asks for, and what is missing", async () => {
    const [ann] = await careers(
      server,
      `(rep: ["ann"])`,
      `rep { name careerSteps { level { name } since } reviews { score note } enrolments { course { name } completedOn score } }
       level { name(locale: "zh-CN") } since next { name rank courses minAttainment } readiness readinessText(locale: "zh-CN")
       conditions { kind label(locale: "zh-CN") required actual met text text_zh: text(locale: "zh-CN") }`,
    );
    expect(ann).toMatchObject({
      rep: {
        name: "Ann",
        careerSteps: [{ level: { name: "Junior" }, since: "2022-01-15" }],
        reviews: [{ score: 4, note: "Well done" }],
        enrolments: [
          { course: { name: "Key accounts" }, completedOn: null, score: null },
          { course: { name: "Negotiation" }, completedOn: "2024-01-12", score: 90 },
        ],
      },
      level: { name: "初级" },
      since: "2022-01-15",
      next: { name: "Senior", rank: 2, courses: ["key", "neg"], minAttainment: 1.2 },
      readiness: "CLOSE",
      readinessText: "接近晋升",
    });
    expect(ann!.conditions).toEqual([
      {
        kind: "ATTAINMENT",
        label: "目标达成率",
        required: 1.2,
        actual: 1.25,
        met: true,
        text: "Attainment of 125% over the last whole month; 120% is asked for.",
        text_zh: "近 1 个整月目标达成率 125%，要求 120%。",
      },
      expect.objectContaining({ kind: "TENURE", actual: 29, met: true }),
      expect.objectContaining({
        kind: "COURSES",
        actual: 1,
        met: false,
        text: "Still to be completed: Key accounts (begun).",
      }),
      expect.objectContaining({ kind: "REVIEW", required: 4, actual: 4, met: true }),
    ]);
  });

  it("becomes READY with what was missing, at once", async () => {
    const write = writer(server);
    await write("recordEnrolments", [{ externalId: "e2", completedOn: "2024-06-20" }]);
    expect(await careers(server, `(readiness: [READY])`)).toEqual([
      { rep: { name: "Ann" }, readiness: "READY" },
      { rep: { name: "Bo" }, readiness: "READY" },
    ]);
    expect(await careers(server, `(asOf: "2024-06-15", rep: ["ann"])`)).toEqual([
      { rep: { name: "Ann" }, readiness: "CLOSE" },
    ]);
    await write("recordCareerSteps", [{ externalId: "s2", rep: "ann", level: "senior", since: "2024-06-30" }]);
    expect(
      await careers(
        server,
        `(team: ["north"])`,
        "level { name } next { name } readiness readinessText conditions { kind }",
      ),
    ).toEqual([{ level: { name: "Senior" }, next: null, readiness: null, readinessText: null, conditions: [] }]);
    expect(await write("deleteCareerSteps", ["s2"])).toMatchObject({ deleted: 1 });
  });

  it("shows a rep their own and a manager their teams', also through the rep and by id", async () => {
    const bo = await as("REP", { kind: "rep", repId: await idOf("rep", "bo") });
    const north = await as("MANAGER", { kind: "teams", teamIds: [await idOf("team", "north")] });
    expect(await careers(bo)).toMatchObject([{ rep: { name: "Bo" } }]);
    expect(await careers(north)).toMatchObject([{ rep: { name: "Ann" } }]);
    const own = `{ courses { externalId enrolments { externalId } } nodes(ids: $ids) { __typename ... on Rep { enrolments { externalId } reviews { score } careerSteps { since } } } }`;
    const ids = [
      `Rep:${await idOf("rep", "ann")}`,
      `Enrolment:${await idOf("enrolment", "e1")}`,
      `Review:${await idOf("review", "r1")}`,
      `CareerStep:${await idOf("career_step", "s1")}`,
    ];
    const query = `query ($ids: [ID!]!) ${own}`;
    const variables = { ids: ids.map((id) => Buffer.from(id).toString("base64")) };
    expect(await north.ask(query, variables)).toEqual({
      courses: [
        { externalId: "key", enrolments: [{ externalId: "e2" }] },
        { externalId: "neg", enrolments: [{ externalId: "e1" }] },
      ],
      nodes: [
        {
          __typename: "Rep",
          enrolments: [{ externalId: "e2" }, { externalId: "e1" }],
          reviews: [{ score: 4 }],
          careerSteps: [{ since: "2022-01-15" }],
        },
        { __typename: "Enrolment" },
        { __typename: "Review" },
        { __typename: "CareerStep" },
      ],
    });
    expect(await bo.ask(query, variables)).toEqual({
      courses: [
        { externalId: "key", enrolments: [] },
        { externalId: "neg", enrolments: [] },
      ],
      nodes: [{ __typename: "Rep", enrolments: [], reviews: [], careerSteps: [] }, null, null, null],
    });
    expect(await bo.ask("{ careerLevels { externalId } }")).toEqual({
      careerLevels: [{ externalId: "junior" }, { externalId: "senior" }],
    });
  });

  it("lets a manager write of their reps, and neither of others nor for the company", async () => {
    const north = await as("MANAGER", { kind: "teams", teamIds: [await idOf("team", "north")] });
    const write = writer(north);
    await writer(server)("recordReviews", [{ externalId: "rb", rep: "bo", reviewedOn: "2024-06-01", score: 2 }]);
    const day = { reviewedOn: "2024-06-02", score: 3 };
    expect(await write("recordReviews", [{ externalId: "r2", rep: "ann", ...day }])).toMatchObject({ new: 1 });
    expect(await write("recordReviews", [{ externalId: "r2", score: 5 }])).toMatchObject({ changed: 1 });
    const done = await write("recordReviews", [
      { externalId: "r3", rep: "bo", ...day },
      { externalId: "rb", score: 5 },
      { externalId: "r1", rep: "bo" },
    ]);
    expect(faultsOf(done)).toEqual([
      'input[0].rep "bo" is not one of your reps',
      'input[1].externalId "rb" is the key of a review that you may not write',
      'input[2].rep "bo" is not one of your reps',
    ]);
    expect(await write("deleteReviews", ["rb", "r2"])).toMatchObject({ deleted: 1, unchanged: 1 });
    for (const [field, row] of [
      ["upsertCourses", { externalId: "mine", name: "Mine" }],
      ["upsertCareerLevels", { externalId: "mine", name: "Mine", rank: 9 }],
    ] as const) {
      expect(faultsOf(await write(field, [row]))).toEqual([
        'input[0].externalId "mine" holds for the whole company: only who sees all of it may write it',
      ]);
    }
    const ann = await as("REP", { kind: "rep", repId: await idOf("rep", "ann") });
    expect(await ann.fault(`mutation { deleteReviews(externalIds: ["r1"]) { __typename } }`)).toMatchObject({
      code: "FORBIDDEN",
    });
  });

  it("refuses what can't be, each with its place, its value and what would be right", async () => {
    const write = writer(server);
    const levels = await write("upsertCareerLevels", [
      { externalId: "a", name: "A", rank: 2 },
      { externalId: "b", name: "B", rank: 101 },
      { externalId: "c", name: "C", rank: 3, courses: "neg|what" },
      { externalId: "d", name: "D", rank: 4, courses: "neg||key" },
      { externalId: "e", name: "E", rank: 5, minAttainment: "-1", minReview: 6 },
      { externalId: "f", name: "F", rank: 2, track: "other" },
      { externalId: "g", name: "G" },
    ]);
    expect(faultsOf(levels)).toEqual([
      'input[0].rank "2" is the rank of level "senior" on the ladder sales, too: each level has a rank of its own',
      'input[1].rank "101" is out of range: must be from 1 to 100',
      'input[2].courses "neg|what" names course "what", which is neither in the input nor in the record',
      `input[3].courses "neg||key" has an empty place: write the courses' ids with | between them, such as C-1|C-2`,
      'input[4].minAttainment "-1" must not be negative',
      'input[4].minReview "6" is out of range: must be from 1 to 5',
      'input[6].rank is required: there is no level "g" yet',
    ]);
    const enrolments = await write("recordEnrolments", [
      { externalId: "x", rep: "ann", course: "what", enrolledOn: "2024-06-01" },
      { externalId: "y", rep: "ann", course: "neg", enrolledOn: "2024-06-10", completedOn: "2024-06-01", score: 101 },
      { externalId: "z", rep: "ann", course: "neg", enrolledOn: "2024-07-10" },
      { externalId: "e1", completedOn: "2024-01-01" },
    ]);
    expect(faultsOf(enrolments)).toEqual([
      'input[0].course "what" course "what" is neither in the input nor in the record',
      'input[1].completedOn "2024-06-01" is before enrolledOn (2024-06-10)',
      'input[1].score "101" is out of range: must be from 0 to 100',
      'input[2].enrolledOn "2024-07-10" lies in the future: today is 2024-06-30',
      'input[3].completedOn "2024-01-01" is before enrolledOn (2024-01-10)',
    ]);
    expect(
      faultsOf(await write("recordReviews", [{ externalId: "x", rep: "who?", reviewedOn: "2024-06-01", score: 9 }])),
    ).toEqual([
      'input[0].rep "who?" rep "who?" is neither in the input nor in the record',
      'input[0].score "9" is out of range: must be from 1 to 5',
    ]);
    expect(await server.fault(`{ careers(rep: ["who?"]) { totalCount } }`)).toMatchObject({
      code: "BAD_USER_INPUT",
      message: expect.stringContaining('there is no rep with the id "who?"'),
    });
  });

  it("deletes nothing that others refer to", async () => {
    const write = writer(server);
    expect(faultsOf(await write("deleteCourses", ["neg"]))).toEqual([
      'externalIds[0] "neg" can\'t be deleted: the course has 1 enrolments, 1 levels; delete these first',
    ]);
    expect(faultsOf(await write("deleteCareerLevels", ["junior"]))).toEqual([
      'externalIds[0] "junior" can\'t be deleted: the level has 1 steps; delete these first',
    ]);
    await write("upsertCourses", [{ externalId: "spare", name: "Spare" }]);
    expect(await write("deleteCourses", ["spare"])).toMatchObject({ deleted: 1 });
  });
});
