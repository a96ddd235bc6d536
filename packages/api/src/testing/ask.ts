import { noDocuments } from "../access/trusted-documents.ts";
import { createServer, type ServerDependencies } from "../server.ts";
import type { Store } from "../store/store.ts";
import { openWarehouse, type WarehouseOptions, type WarehouseService } from "../warehouse/warehouse.ts";

/** A server on a real record, asked without a port, as a caller would. */
export async function testServer(
  store: Store,
  engine: WarehouseOptions["engine"],
  more: Partial<ServerDependencies> | ((warehouse: WarehouseService) => Partial<ServerDependencies>) = {},
) {
  const warehouse = await openWarehouse({ store, engine });
  await warehouse.sync();
  const logged: object[] = [];
  const yoga = createServer({
    store,
    warehouse,
    clock: () => new Date("2024-06-30T12:00:00Z"),
    today: "2024-06-30",
    logger: { error: (details) => void logged.push(details), warn() {}, info() {}, debug() {} },
    allowedOrigins: ["https://intranet.example.com"],
    pagesFolder: "",
    widgetsFolder: "",
    trusted: noDocuments,
    ...(typeof more === "function" ? more(warehouse) : more),
  });
  const send = (body: string, headers: Record<string, string> = {}) =>
    yoga.fetch("http://localhost/graphql", {
      method: "POST",
      headers: { "content-type": "application/json", "content-length": String(Buffer.byteLength(body)), ...headers },
      body,
    });
  return {
    fetch: yoga.fetch,
    send,
    warehouse,
    logged,
    /** The answer's data; fails on errors. */
    async ask<T = Record<string, never>>(query: string, variables: object = {}): Promise<T> {
      const answer = (await (await send(JSON.stringify({ query, variables }))).json()) as { data: T; errors?: unknown };
      if (answer.errors) throw new Error(JSON.stringify(answer.errors));
      return answer.data;
    },
    /** The first error of the answer. */
    async fault(query: string, variables: object = {}): Promise<{ message: string; code: string }> {
      const answer = (await (await send(JSON.stringify({ query, variables }))).json()) as {
        errors?: { message: string; extensions: { code: string } }[];
      };
      const error = answer.errors?.[0];
      if (!error) throw new Error(`no error: ${JSON.stringify(answer)}`);
      return { message: error.message, code: error.extensions.code };
    },
    close: () => warehouse.close(),
  };
}

/**
 * A company small enough to count by hand, in June 2024: two teams (Sales above North), three customers and an
 * anonymous one, a return, a cancelled order, a won and a lost deal.
 */
export async function fillSmallCompany({ prisma }: Store): Promise<void> {
  const day = (text: string) => new Date(`${text}T00:00:00Z`);
  await prisma.company.create({ data: { id: 1, name: "Small & Sons", currency: "EUR", timeZone: "Europe/Berlin" } });
  const sales = await prisma.team.create({ data: { externalId: "sales", name: "Sales" } });
  const north = await prisma.team.create({ data: { externalId: "north", name: "North", parentId: sales.id } });
  const ann = await prisma.rep.create({ data: { externalId: "ann", name: "Ann", teamId: north.id } });
  const bo = await prisma.rep.create({ data: { externalId: "bo", name: "Bo", teamId: sales.id } });
  const tea = await prisma.product.create({ data: { externalId: "tea", name: "Tea", category: "Drinks" } });
  const cup = await prisma.product.create({ data: { externalId: "cup", name: "Cup", category: "Ware" } });
  const acme = await prisma.customer.create({
    data: {
      externalId: "acme",
      name: "Acme",
      country: "DE",
      ownerId: ann.id,
      acquiredOn: day("2024-01-10"),
      contacts: { create: [{ externalId: "k1", name: "Kim", primary: true }] },
      interactions: {
        create: [{ externalId: "i1", kind: "CALL", at: day("2024-05-02"), repId: ann.id, summary: "Asked for cups" }],
      },
      needs: { create: [{ externalId: "n1", topic: "cups", recordedOn: day("2024-05-02") }] },
      responses: { create: [{ externalId: "s1", kind: "NPS", score: 9, respondedOn: day("2024-05-20") }] },
      cases: { create: [{ externalId: "c1", kind: "COMPLAINT", openedOn: day("2024-06-05") }] },
    },
  });
  const bell = await prisma.customer.create({
    data: {
      externalId: "bell",
      name: "Bell 50%_off",
      country: "FR",
      ownerId: bo.id,
      acquiredOn: day("2024-04-02"),
      kind: "PERSON",
    },
  });
  await prisma.customer.create({
    data: { externalId: "cold", name: "Cold", acquiredOn: day("2024-05-03"), ownerId: bo.id },
  });
  const nobody = await prisma.customer.create({ data: { externalId: "nobody", name: "Unknown", anonymous: true } });

  const line = (productId: number, quantity: number, netAmount: number, cost: number, number = 1) => ({
    line: number,
    productId,
    quantity,
    unitPrice: 10,
    netAmount,
    cost,
  });
  const order = (
    externalId: string,
    customerId: number,
    rep: { id: number; teamId: number | null } | undefined,
    on: string,
    channel: string,
    lines: ReturnType<typeof line>[],
    status: "COMPLETED" | "CANCELLED" = "COMPLETED",
  ) =>
    prisma.order.create({
      data: {
        externalId,
        customerId,
        repId: rep?.id ?? null,
        teamId: rep?.teamId ?? null,
        orderedAt: day(on),
        day: day(on),
        channel,
        currency: "EUR",
        status,
        lines: { create: lines },
      },
    });
  await order("o1", acme.id, ann, "2024-05-10", "field", [line(tea.id, 4, 40, 20), line(cup.id, 6, 60, 40, 2)]);
  await order("o2", acme.id, ann, "2024-06-10", "online", [line(tea.id, 10, 100.25, 50)]);
  await order("o3", bell.id, bo, "2024-06-12", "online", [line(cup.id, 3, 30, 15)]);
  await order("o3-return", bell.id, bo, "2024-06-14", "online", [line(cup.id, -1, -10, -5)]);
  await order("o4", nobody.id, undefined, "2024-06-15", "shop", [line(tea.id, 1, 10, 5)]);
  await order("o5", acme.id, ann, "2024-06-16", "online", [line(tea.id, 99, 990, 500)], "CANCELLED");
  await order("o0", acme.id, ann, "2023-06-20", "field", [line(tea.id, 5, 50, 30)]);

  const deal = (externalId: string, status: "WON" | "LOST" | "OPEN", repId: number, closed?: string) =>
    prisma.opportunity.create({
      data: {
        externalId,
        status,
        repId,
        stage: status,
        customerId: acme.id,
        amount: 100,
        createdOn: day("2024-05-01"),
        closedOn: closed ? day(closed) : null,
      },
    });
  await deal("d1", "WON", ann.id, "2024-06-01");
  await deal("d2", "LOST", bo.id, "2024-06-02");
  await deal("d3", "WON", bo.id, "2024-06-03");
  await deal("d4", "OPEN", bo.id);
}
