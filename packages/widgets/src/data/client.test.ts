import { describe, expect, it } from "vitest";
import { documentTexts } from "../generated/document-texts.ts";
import { type ClientOptions, createClient } from "./client.ts";

type Body = { query: string; variables: unknown };

/** A server that answers each request with its own variables, and what it received. */
function echo(
  handle?: (body: Body | Body[], init: RequestInit, call: number) => Response | Promise<Response> | undefined,
) {
  const received: (Body | Body[])[] = [];
  const answer = (body: Body) => ({ data: body.variables });
  const fetcher = (async (url: string, init: RequestInit = {}) => {
    if (url === "/token") return new Response(`token-${received.length}`);
    const body = JSON.parse(String(init.body)) as Body | Body[];
    received.push(body);
    const own = await handle?.(body, init, received.length);
    return own ?? Response.json(Array.isArray(body) ? body.map(answer) : answer(body));
  }) as typeof fetch;
  const client = (options: Partial<ClientOptions> = {}) =>
    createClient({ endpoint: "/graphql", fetch: fetcher, ...options });
  return { received, client };
}

const refusal = (code: string, status: number) =>
  Response.json({ errors: [{ message: code, extensions: { code } }] }, { status });

it("sends the requests of one moment as one HTTP request, equal ones once", async () => {
  const { received, client } = echo();
  const sales = client();
  const answers = await Promise.all([1, 2, 1].map((id) => sales.request("query A", { id })));
  expect(answers).toEqual([{ id: 1 }, { id: 2 }, { id: 1 }]);
  expect(received).toEqual([
    [
      { query: "query A", variables: { id: 1 } },
      { query: "query A", variables: { id: 2 } },
    ],
  ]);
});

it("hands a batch's answers out one a task, and sends what is asked meanwhile together", async () => {
  const { received, client } = echo();
  const sales = client();
  const order: string[] = [];
  await Promise.all(
    ["one", "two", "three"].map(async (id) => {
      await sales.request("query A", { id });
      order.push(id);
      // Comes after what the answer led to, and before the next answer.
      queueMicrotask(() => order.push(`after ${id}`));
      await sales.request("query B", { id });
    }),
  );
  expect(order).toEqual(["one", "after one", "two", "after two", "three", "after three"]);
  expect(received.map((body) => (body as Body[]).length)).toEqual([3, 3]);
});

describe("a document that has a hash", () => {
  const hash = "a".repeat(64);
  const document = Object.assign(new String("query A"), { __meta__: { hash } });
  const extensions = { persistedQuery: { version: 1, sha256Hash: hash } };
  const notFound = { errors: [{ message: "unknown", extensions: { code: "PERSISTED_QUERY_NOT_FOUND" } }] };
  /** Knows no hashes: an answer for each body that has no text, an error with a status where it is alone. */
  const unknowing = (body: Body | Body[]) => {
    if (!Array.isArray(body)) return body.query ? undefined : Response.json(notFound, { status: 404 });
    return Response.json(body.map(({ query, variables }) => (query ? { data: variables } : notFound)));
  };

  it("travels by its hash alone, also in a batch", async () => {
    const { received, client } = echo();
    const sales = client();
    expect(await sales.request(document, { id: 1 })).toEqual({ id: 1 });
    await Promise.all([sales.request(document, { id: 2 }), sales.request("query B", { id: 3 })]);
    expect(received).toEqual([
      { variables: { id: 1 }, extensions },
      [
        { variables: { id: 2 }, extensions },
        { query: "query B", variables: { id: 3 } },
      ],
    ]);
  });

  it("travels with its text where the server does not know the hash, and from then on", async () => {
    const { received, client } = echo(unknowing);
    const sales = client();
    expect(await sales.request(document, { id: 1 })).toEqual({ id: 1 });
    expect(await sales.request(document, { id: 2 })).toEqual({ id: 2 });
    expect(received).toEqual([
      { variables: { id: 1 }, extensions },
      { query: "query A", variables: { id: 1 }, extensions },
      { query: "query A", variables: { id: 2 }, extensions },
    ]);
  });

  it("is asked again by itself where the others of its batch were answered", async () => {
    const { received, client } = echo(unknowing);
    const sales = client();
    const answers = await Promise.all([sales.request("query B", { id: 1 }), sales.request(document, { id: 2 })]);
    expect(answers).toEqual([{ id: 1 }, { id: 2 }]);
    expect(received[1]).toEqual({ query: "query A", variables: { id: 2 }, extensions });
  });

  it("finds its text by its hash where the script for pages left it out", async () => {
    const [known, text] = Object.entries(documentTexts)[0]!;
    const { received, client } = echo(unknowing);
    await client().request(Object.assign(new String(""), { __meta__: { hash: known } }), { id: 1 });
    expect(received[1]).toMatchObject({ query: text, extensions: { persistedQuery: { sha256Hash: known } } });
  });

  it("is answered by a server that has never heard of hashes", async () => {
    const { client } = echo((body) => ("query" in body ? undefined : refusal("BAD_REQUEST", 400)));
    expect(await client().request(document, { id: 1 })).toEqual({ id: 1 });
  });

  it("gives up when the text is refused as well", async () => {
    const { received, client } = echo(() => refusal("PERSISTED_QUERY_NOT_FOUND", 404));
    await expect(client().request(document, {})).rejects.toMatchObject({ message: "PERSISTED_QUERY_NOT_FOUND" });
    expect(received.length).toBe(2);
  });

  it("is given up with its second way when nobody waits any more", async () => {
    const leaving = new AbortController();
    let cancelled = false;
    const { client } = echo((body, init, call) => {
      if (call === 1) return unknowing(body);
      leaving.abort();
      cancelled = init.signal?.aborted ?? false;
      return undefined;
    });
    await expect(client().request(document, {}, leaving.signal)).rejects.toThrow();
    expect(cancelled).toBe(true);
  });
});

it("sends no more than twenty requests in one", async () => {
  const { received, client } = echo();
  const sales = client();
  await Promise.all(Array.from({ length: 45 }, (_, id) => sales.request("query A", { id })));
  expect(received.map((body) => (Array.isArray(body) ? body.length : 1))).toEqual([20, 20, 5]);
});

it("sends what takes long by itself, so that nothing else waits for it", async () => {
  let answer = (_: Response) => {};
  const later = new Promise<Response>((resolve) => {
    answer = resolve;
  });
  const { received, client } = echo((body) => (Array.isArray(body) ? undefined : later));
  const sales = client();
  const long = sales.request("query A", { id: 1 }, undefined, { apart: true });
  const others = await Promise.all([2, 3].map((id) => sales.request("query A", { id })));
  expect(others).toEqual([{ id: 2 }, { id: 3 }]);
  expect(received.map((body) => Array.isArray(body))).toEqual([true, false]);
  answer(Response.json({ data: { id: 1 } }));
  expect(await long).toEqual({ id: 1 });
});

it("asks one by one, from then on, where the server refuses batches", async () => {
  const { received, client } = echo((body) =>
    Array.isArray(body)
      ? Response.json({ errors: [{ message: "Batching is not supported." }] }, { status: 400 })
      : undefined,
  );
  const sales = client();
  const both = () => Promise.all([1, 2].map((id) => sales.request("query A", { id })));
  expect(await both()).toEqual([{ id: 1 }, { id: 2 }]);
  expect(await both()).toEqual([{ id: 1 }, { id: 2 }]);
  expect(received.map((body) => Array.isArray(body))).toEqual([true, false, false, false, false]);
});

it("leaves out what nobody waits for any more, and goes on for those who do", async () => {
  const { received, client } = echo();
  const sales = client();
  const leaving = new AbortController();
  const left = sales.request("query A", { id: 1 }, leaving.signal);
  const alsoLeft = sales.request("query A", { id: 2 }, leaving.signal);
  const stays = sales.request("query A", { id: 1 });
  leaving.abort();
  await expect(left).rejects.toThrow();
  await expect(alsoLeft).rejects.toThrow();
  expect(await stays).toEqual({ id: 1 });
  expect(received).toEqual([{ query: "query A", variables: { id: 1 } }]);
});

it("cancels the HTTP request when all that it carries was abandoned", async () => {
  let signal: AbortSignal | null | undefined;
  const fetcher = ((_: string, init: RequestInit) => {
    signal = init.signal;
    return new Promise(() => {});
  }) as unknown as typeof fetch;
  const sales = createClient({ endpoint: "/graphql", fetch: fetcher });
  const one = new AbortController();
  const two = new AbortController();
  const answers = [sales.request("A", {}, one.signal), sales.request("B", {}, two.signal)];
  await new Promise((resolve) => setTimeout(resolve, 5));
  one.abort();
  expect(signal?.aborted).toBe(false);
  two.abort();
  expect(signal?.aborted).toBe(true);
  await Promise.allSettled(answers);
});

it("asks for a new token once when the server says that the old one has expired", async () => {
  const seen: unknown[] = [];
  const { client } = echo((_, init, call) => {
    seen.push(new Headers(init.headers).get("authorization"));
    return call === 1 ? refusal("UNAUTHENTICATED", 401) : undefined;
  });
  expect(await client({ tokenUrl: "/token" }).request("query A", { id: 1 })).toEqual({ id: 1 });
  expect(seen).toEqual(["Bearer token-0", "Bearer token-1"]);
});

it("gives up when the new token is refused as well", async () => {
  const { received, client } = echo(() => refusal("UNAUTHENTICATED", 401));
  await expect(client({ tokenUrl: "/token" }).request("A", {})).rejects.toMatchObject({ kind: "expired" });
  expect(received.length).toBe(2);
});

it("tells one request's error without spoiling the others of the batch", async () => {
  const { client } = echo(() => Response.json([{ errors: [{ message: "no such metric" }] }, { data: { fine: true } }]));
  const sales = client();
  const [bad, good] = await Promise.allSettled([sales.request("A", {}), sales.request("B", {})]);
  expect(bad).toMatchObject({ status: "rejected", reason: { message: "no such metric", kind: "refused" } });
  expect(good).toMatchObject({ status: "fulfilled", value: { fine: true } });
});

it("tells no access and an unreachable server apart", async () => {
  const { client } = echo(() => refusal("FORBIDDEN", 403));
  await expect(client().request("A", {})).rejects.toMatchObject({ kind: "forbidden", message: "FORBIDDEN" });
  const down = (async () => {
    throw new TypeError("Failed to fetch");
  }) as typeof fetch;
  await expect(createClient({ endpoint: "/", fetch: down }).request("A", {})).rejects.toMatchObject({
    kind: "network",
  });
});
