import type { Prisma, PrismaClient } from "../generated/prisma/client.ts";
import { type CustomerKey, nobody, noSuchCustomer } from "./find-customer.ts";

const named = { select: { externalId: true, name: true } } as const;

/** Everything that refers to a customer. A test fails when the record has more. Of other customers it names the key only. */
export const heldOnCustomer = {
  owner: named,
  referredBy: { select: { externalId: true } },
  referrals: { select: { externalId: true }, orderBy: { id: "asc" } },
  contacts: { orderBy: { id: "asc" } },
  orders: {
    include: {
      rep: named,
      team: named,
      lines: { include: { product: named }, orderBy: { line: "asc" } },
      credits: { include: { rep: named }, orderBy: { repId: "asc" } },
    },
    orderBy: [{ day: "asc" }, { id: "asc" }],
  },
  opportunities: {
    include: { rep: named, team: named, product: named, stages: { orderBy: [{ enteredOn: "asc" }, { stage: "asc" }] } },
    orderBy: { id: "asc" },
  },
  interactions: { include: { rep: named }, orderBy: [{ at: "asc" }, { id: "asc" }] },
  needs: { include: { product: named }, orderBy: { id: "asc" } },
  responses: { include: { order: { select: { externalId: true } } }, orderBy: { id: "asc" } },
  cases: { orderBy: { id: "asc" } },
  alerts: { include: { delivery: { omit: { alertId: true } } }, orderBy: { id: "asc" } },
} as const satisfies Prisma.CustomerInclude;

/** A document of JSON values. */
export type CustomerExport = { readonly [part: string]: unknown };

/**
 * Everything that is held on a customer, as one document: who they are, what they bought, what passed between them and
 * the company, and who wrote it when. Days are `YYYY-MM-DD`, amounts text; the record's own numbers are left out.
 *
 * @throws DomainError when there is no such customer, or no person behind it
 */
export async function exportCustomer(prisma: PrismaClient, key: CustomerKey): Promise<CustomerExport> {
  const customer = await prisma.customer.findUnique({ where: key, include: heldOnCustomer });
  if (!customer) throw noSuchCustomer(key);
  if (customer.anonymous) throw nobody(customer.externalId);
  const { id } = customer;
  const audit = await prisma.auditEntry.findMany({
    where: { OR: [{ customerId: id }, { before: { path: ["customer_id"], equals: id } }] },
    orderBy: { id: "asc" },
  });
  const { contacts, orders, opportunities, interactions, needs, responses, cases, alerts, referrals, ...self } =
    customer;
  return plain({
    customer: self,
    contacts,
    orders,
    opportunities,
    interactions,
    needs,
    responses,
    cases,
    alerts,
    referrals,
    auditLog: audit,
  }) as CustomerExport;
}

function plain(value: unknown, name = ""): unknown {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.map((item) => plain(item, name));
  if (value instanceof Date) return isDay(name) ? value.toISOString().slice(0, 10) : value.toISOString();
  if (typeof value === "bigint") return value.toString();
  if (typeof value !== "object") return value;
  // What was there before and after is shown as the log has it.
  if (name === "before" || name === "after") return value;
  // Amounts are objects of their own kind.
  if (Object.getPrototypeOf(value) !== Object.prototype) return String(value);
  const shown = Object.entries(value).filter(([field]) => !isOwnNumber(field));
  return Object.fromEntries(shown.map(([field, inner]) => [field, plain(inner, field)]));
}

/** The record's days are named so; its points in time aren't. */
export function isDay(field: string): boolean {
  return ["day", "since", "month", "period"].includes(field) || field.endsWith("On");
}

/** Numbers by which the record's rows know each other; what they stand for is there under its own name. */
export function isOwnNumber(field: string): boolean {
  return field === "id" || field === "changed" || (field.endsWith("Id") && field !== "externalId");
}
