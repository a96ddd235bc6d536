import { ask, SalesglassError } from "./client.ts";
import { TopCustomersDocument } from "./generated/graphql.ts";

const server = process.env.SALESGLASS_URL ?? "http://localhost:4000";
const period = process.argv[2] ?? "last-12-months";

const { company, customers, total } = await ask(server, TopCustomersDocument, { period, top: 5 }).catch(quit);

const money = new Intl.NumberFormat("en", { style: "currency", currency: company.currency, maximumFractionDigits: 0 });
const ratio = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 1 });

console.log(`${company.name}, ${period}: ${money.format(total[0]?.revenue ?? 0)}`);
console.table(
  customers.map(({ customerName, revenue, share, change, isRest }) => ({
    customer: isRest ? "all others" : (customerName ?? "–"),
    revenue: money.format(revenue ?? 0),
    share: share == null ? "–" : ratio.format(share),
    "against last year": change == null ? "–" : ratio.format(change),
  })),
);

/** What the server refuses, such as a period that there is not, is said without a stack. */
function quit(error: unknown): never {
  if (!(error instanceof SalesglassError)) throw error;
  console.error(error.message);
  process.exit(1);
}
