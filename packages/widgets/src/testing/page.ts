import axe from "axe-core";
import trustedDocuments from "../../dist/trusted-documents.json";
import * as generated from "../generated/graphql.ts";
import { answerTo } from "./answers.ts";
import { refusalOf } from "./table-answers.ts";

interface Sent {
  readonly query: string;
  readonly variables: Record<string, unknown>;
  /** Whether the document came by its hash alone. */
  readonly isBare: boolean;
  readonly extensions?: { readonly persistedQuery: { readonly sha256Hash: string } };
}

/** The documents that each element may send, as a server is told them. */
const elements: Readonly<Record<string, readonly string[]>> = trustedDocuments.elements;

/** The texts of all documents by their hash: the server trusts them. */
const trusted = new Map<string | undefined, string>(
  Object.values(generated as Record<string, { __meta__?: { hash?: string } }>).map((document) => [
    document.__meta__?.hash,
    String(document),
  ]),
);

/** What a test server says to an HTTP request; undefined answers from the test company. */
export type Reply = (requests: readonly Sent[], init: RequestInit) => Response | Promise<Response> | undefined;

export interface FakeServer {
  /** The HTTP requests that came, each with the GraphQL requests in it. */
  readonly received: (readonly Sent[])[];
  reply: Reply;
  /** The test company's answer. */
  answer(requests: readonly Sent[]): Response;
  /** Documents that came though none of the page's elements is known to send them. */
  readonly strangers: readonly string[];
  restore(): void;
}

/** Puts a server in the place of `fetch`. */
export function fakeServer(reply: Reply = () => undefined): FakeServer {
  const original = globalThis.fetch;
  const strangers: string[] = [];
  const server: FakeServer = {
    received: [],
    reply,
    strangers,
    answer: (requests) => {
      const answers = requests.map((request) => {
        const refusal = refusalOf(request.variables);
        return refusal
          ? { errors: [{ message: refusal, extensions: { code: "BAD_USER_INPUT" } }] }
          : { data: answerTo(request) };
      });
      return Response.json(answers.length > 1 ? answers : answers[0]);
    },
    restore: () => {
      globalThis.fetch = original;
    },
  };
  globalThis.fetch = async (input, init = {}) => {
    if (!String(input).includes("/graphql")) return original(input, init);
    const body: unknown = JSON.parse(String(init.body));
    const requests = ((Array.isArray(body) ? body : [body]) as Sent[]).map((sent) => ({
      ...sent,
      isBare: sent.query === undefined,
      query: sent.query ?? trusted.get(sent.extensions?.persistedQuery.sha256Hash),
    }));
    server.received.push(requests);
    const known = Object.keys(elements).flatMap((tag) => (document.querySelector(tag) ? elements[tag]! : []));
    for (const { query, extensions } of requests) {
      if (!known.includes(extensions?.persistedQuery.sha256Hash ?? "")) strangers.push(query);
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
    init.signal?.throwIfAborted();
    const own = await server.reply(requests, init);
    if (own) return own;
    return server.answer(requests);
  };
  return server;
}

/** Fills the page and waits until nothing on it is loading. */
export async function show(markup: string): Promise<HTMLElement> {
  const main = document.createElement("main");
  main.innerHTML = markup;
  document.body.replaceChildren(main);
  await settled(main);
  return main;
}

/** Waits until every element below has its answer or its error. */
export async function settled(main: ParentNode = document): Promise<void> {
  await until(() => {
    const elements = [
      ...main.querySelectorAll(
        "kpi-card, metric-chart, metric-table, driver-chart, rfm-matrix, cohort-grid, customer-list, customer-card, recommendation-list, satisfaction-meter, recovery-list, goal-progress, leader-board, incentive-statement, hall-of-fame, career-ladder, payout-simulator, economy-panel, competitor-grid, demand-trends, channel-shift, swot-board, alert-list, sales-funnel, pipeline-board, budget-bars, team-scorecard",
      ),
    ];
    return elements.every((element) => element.shadowRoot?.querySelector('.card[aria-busy="false"]'));
  });
}

/** Waits for a condition; fails after eight seconds with what was awaited. */
export async function until(condition: () => unknown): Promise<void> {
  const end = Date.now() + 8000;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`waited in vain for ${condition}\n${textOf(document.body)}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** All text inside an element, through shadow roots. */
export function textOf(node: Node): string {
  if (node instanceof HTMLStyleElement) return "";
  if (node instanceof Text) return node.data.replace(/\s+/g, " ");
  if (node instanceof HTMLSlotElement) return node.assignedNodes().map(textOf).join(" ");
  const inner = node instanceof Element && node.shadowRoot ? node.shadowRoot : node;
  return [...inner.childNodes].map(textOf).join(" ").replace(/\s+/g, " ");
}

/** The accessibility faults that axe finds, in one line each. */
export async function axeFindings(main: Element): Promise<string[]> {
  const { violations } = await axe.run(main, { rules: { region: { enabled: false } } });
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`));
}
