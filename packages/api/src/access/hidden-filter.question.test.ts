import { getNamedType, parse, parseValue, print, visit } from "graphql";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Viewer } from "../context.ts";
import { schema } from "../schema.ts";
import type { Store } from "../store/store.ts";
import { fillSmallCompany, testServer } from "../testing/ask.ts";
import { type Random, randomFrom, randomQuery, type Samples } from "../testing/random-queries.ts";
import { testRecords } from "../testing/records.ts";

const hidden = { channel: { in: ["online"] } };
const samples: Samples = {
  Period: ["2024-06", "2024"],
  Date: ["2024-06-30"],
  String: ["online", "revenue", "acme"],
  ID: ["acme", "ann"],
  customer: ["acme", "bell"],
  rep: ["ann", "bo"],
  team: ["north", "sales"],
  product: ["tea", "cup"],
  locale: ["en"],
  by: ["revenue", "orders"],
  after: [""],
};

let store: Store;
let servers: Record<"open" | "filtered", Awaited<ReturnType<typeof testServer>>>;
beforeAll(async () => {
  store = await testRecords()[0]!.open();
  await fillSmallCompany(store);
  const viewer: Viewer = { name: "page", role: "EMBED", scope: { kind: "everything" } };
  servers = {
    open: await testServer(store, "duckdb", { viewer }),
    filtered: await testServer(store, "duckdb", { viewer: { ...viewer, where: hidden } }),
  };
});
afterAll(async () => {
  for (const server of Object.values(servers)) await server.close();
  await store.close();
});

const roots = Object.values(schema.getQueryType()!.getFields());
const filtered = roots.filter(({ args }) =>
  args.some(({ name, type }) => name === "where" && getNamedType(type).name === "MetricFilter"),
);

it.each(filtered.map(({ name }) => name))(
  "a hidden filter is to %s what the same filter in the question is",
  async (name) => {
    const random: Random = randomFrom(5);
    let answered = 0;
    for (let round = 0; round < 6; round++) {
      const bare = withWhere(randomQuery(schema, name, samples, random), undefined);
      const [asHidden, asAsked] = await Promise.all([
        answerOf(servers.filtered, bare),
        answerOf(servers.open, withWhere(bare, '{ channel: { in: ["online"] } }')),
      ]);
      // Records are reached from one another past any filter: these are refused.
      if (asHidden.includes('"FORBIDDEN"')) continue;
      expect(asHidden, bare).toBe(asAsked);
      answered++;
    }
    expect(answered, "of six questions").toBeGreaterThan(0);
  },
);

it("refuses every other question over what is anybody's", async () => {
  const random = randomFrom(6);
  const open = new Set(["company", "viewer", "metricCatalog", "dimensionCatalog", "segmentCatalog", "pipelineStages"]);
  for (const { name } of roots.filter((field) => !filtered.includes(field) && !open.has(field.name))) {
    expect(
      await answerOf(
        servers.filtered,
        randomQuery(
          schema,
          name,
          {
            ...samples,
            DateTime: ["2024-06-30T00:00:00Z"],
            Decimal: ["1"],
            JSON: ["{}"],
            plan: ["p"],
            before: [""],
            id: ["x"],
            ids: ["x"],
          },
          random,
        ),
      ),
      name,
    ).toMatch(/"code":"(FORBIDDEN|GRAPHQL_VALIDATION_FAILED|BAD_USER_INPUT)"/);
  }
});

async function answerOf(server: (typeof servers)["open"], query: string): Promise<string> {
  const { data, errors } = (await (await server.send(JSON.stringify({ query }))).json()) as {
    data?: object;
    errors?: object[];
  };
  return JSON.stringify({ data, errors: errors?.map(({ locations: _, ...error }: { locations?: unknown }) => error) });
}

/** The query with this filter on its root field, and no other. */
function withWhere(query: string, where: string | undefined): string {
  let depth = 0;
  return print(
    visit(parse(query), {
      Field: {
        enter(node) {
          if (depth++ > 0) return undefined;
          const others = (node.arguments ?? []).filter(({ name }) => name.value !== "where");
          const added = where
            ? [{ kind: "Argument" as never, name: { kind: "Name" as never, value: "where" }, value: parseValue(where) }]
            : [];
          return { ...node, arguments: [...others, ...added] } as typeof node;
        },
        leave() {
          depth--;
        },
      },
    }),
  );
}
