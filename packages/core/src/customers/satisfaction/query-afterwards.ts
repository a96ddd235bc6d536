import { type RawBuilder, sql } from "kysely";
import { addDays, checkDay, earlier } from "../../calendar.ts";
import { badInput } from "../../errors.ts";
import { dateOf } from "../../filters.ts";
import { builtInCatalog } from "../../metrics/catalog.ts";
import type { Scope } from "../../scope.ts";
import { customerIn, responseIn, saleIn } from "../../tables.ts";
import type { WarehouseDb } from "../../warehouse.ts";
import { customersWhere, type FeedbackQuestion, prepareFor } from "./prepare-for.ts";
import { shareMargin } from "./survey-figures.ts";
import { surveys } from "./surveys.ts";

export interface AfterwardsQuestion extends FeedbackQuestion {
  /** How many days after the answer are looked at; 180 unless said. */
  readonly days?: number | undefined;
}

/** By a customer's last answer in the period; NO_ANSWER of those who bought in it and gave none. */
export type LoyaltyGroup = "PROMOTER" | "PASSIVE" | "DETRACTOR" | "NO_ANSWER";

export const loyaltyGroups: readonly LoyaltyGroup[] = ["PROMOTER", "PASSIVE", "DETRACTOR", "NO_ANSWER"];

/** What became of the customers of a group. Everything but counts of customers is null where too few are counted. */
export interface AfterwardsRow {
  readonly group: LoyaltyGroup;
  readonly customers: number;
  /** Those whose days have passed: the figures are of these. */
  readonly counted: number;
  /** Fewer are counted than the minimum of answers. */
  readonly tooFew: boolean;
  /** Share of the counted who bought again within the days, and its margin of error. */
  readonly boughtAgain: number | null;
  readonly boughtAgainMargin: number | null;
  /** Share of the counted who bought nothing within the days. */
  readonly churn: number | null;
  /** Customers whom the counted referred within the days. */
  readonly referrals: number | null;
  /** Net revenue of the counted within the days, a customer. */
  readonly revenuePerCustomer: number | null;
}

export interface Afterwards {
  readonly days: number;
  readonly asOf: string;
  /** One a group, in the order of `loyaltyGroups`. */
  readonly rows: readonly AfterwardsRow[];
}

const mostDays = 3_660;

/**
 * What customers did in the days after they had answered NPS in a period, by what they answered last, beside those who
 * bought in the period and gave no answer.
 *
 * The days begin on the day after the answer; of those who gave none, on the day after their first purchase in the
 * period. Only customers whose days have passed by the as-of day (today unless said) are counted, so that every one of
 * them had as long. A purchase is an order with a positive net amount; referred are customers who name the customer as
 * their referrer and were acquired within the days. Anonymous customers are left out.
 *
 * @throws badInput for days that are no whole number from 1 to 3660, and for filters that customers don't have
 * @example
 * await queryAfterwards(db, scope, { period, calendar })
 * // { days: 180, asOf: "2024-06-30", rows: [{ group: "PROMOTER", customers: 80, counted: 61, boughtAgain: 0.72, … }, …] }
 */
export async function queryAfterwards(
  db: WarehouseDb,
  scope: Scope,
  question: AfterwardsQuestion,
): Promise<Afterwards> {
  const { days = 180, calendar, catalog = builtInCatalog } = question;
  if (!Number.isInteger(days) || days < 1 || days > mostDays) {
    throw badInput(`days: ${days}, expected a whole number from 1 to ${mostDays}`);
  }
  const asOf = earlier(checkDay(question.asOf ?? calendar.today, "asOf"), calendar.today);
  const chosen = customersWhere(await prepareFor("nps", db, scope, question));
  const { rows } = await outcomes(scope, question, { days, asOf, chosen }).execute(db);
  const byGroup = new Map(rows.map((row) => [row.group, row]));
  const rowsOfAll = loyaltyGroups.map((group) => rowOf(group, byGroup.get(group), catalog.minimumResponses));
  return { days, asOf, rows: rowsOfAll };
}

interface Outcome {
  readonly group: LoyaltyGroup;
  readonly customers: number;
  readonly counted: number;
  readonly bought: number;
  readonly referrals: number;
  readonly revenue: number;
}

function rowOf(group: LoyaltyGroup, outcome: Outcome | undefined, minimum: number): AfterwardsRow {
  const { customers = 0, counted = 0, bought = 0, referrals = 0, revenue = 0 } = outcome ?? {};
  const tooFew = counted === 0 || counted < minimum;
  const given = <T>(value: T): T | null => (tooFew ? null : value);
  return {
    group,
    customers,
    counted,
    tooFew,
    boughtAgain: given(bought / counted),
    boughtAgainMargin: given(shareMargin(bought / counted, counted)),
    churn: given((counted - bought) / counted),
    referrals: given(referrals),
    revenuePerCustomer: given(revenue / counted),
  };
}

/** Customers who answered or bought, each with the day that their days are counted from; then what they did in them. */
function outcomes(
  scope: Scope,
  { period: { from, to } }: AfterwardsQuestion,
  { days, asOf, chosen }: { days: number; asOf: string; chosen: RawBuilder<{ id: number }> },
): RawBuilder<Outcome> {
  const within = sql`between ${dateOf(from)} and ${dateOf(earlier(to, asOf))}`;
  const after = (day: RawBuilder<unknown>) =>
    sql`${day} > counted.since and ${day} <= counted.since + ${sql.lit(days)}`;
  const { positiveFrom, negativeTo } = surveys.NPS;
  return sql<Outcome>`
    with answer as (
      select customer_id, score, day,
        row_number() over (partition by customer_id order by day desc, id desc) as place
      from ${responseIn(scope)} as response where kind = 'NPS' and day ${within}
    ),
    bought as (
      select customer_id, min(day) as day from ${saleIn(scope)} as purchase
      where order_net > 0 and day ${within} group by customer_id
    ),
    subject as (
      select chosen.id, coalesce(answer.day, bought.day) as since,
        case when answer.score >= ${sql.lit(positiveFrom)} then 'PROMOTER'
          when answer.score <= ${sql.lit(negativeTo)} then 'DETRACTOR'
          when answer.score is not null then 'PASSIVE' else 'NO_ANSWER' end as loyalty
      from ${chosen} as chosen
      left join answer on answer.customer_id = chosen.id and answer.place = 1
      left join bought on bought.customer_id = chosen.id
      where answer.customer_id is not null or bought.customer_id is not null
    ),
    counted as (select * from subject where since <= ${dateOf(addDays(asOf, -days))}),
    spent as (
      select counted.id, sum(later.net_amount) as revenue, max(case when later.order_net > 0 then 1 else 0 end) as bought
      from counted join ${saleIn(scope)} as later on later.customer_id = counted.id
      where ${after(sql`later.day`)} group by counted.id
    ),
    referred as (
      select counted.id, count(*) as referrals
      from counted join ${customerIn(scope)} as friend on friend.referred_by_id = counted.id
      where not friend.anonymous and ${after(sql`friend.acquired_on`)} group by counted.id
    )
    select subject.loyalty as "group", count(*)::integer as customers, count(counted.id)::integer as counted,
      coalesce(sum(spent.bought), 0)::integer as bought, coalesce(sum(referred.referrals), 0)::integer as referrals,
      coalesce(sum(spent.revenue), 0)::double precision as revenue
    from subject left join counted on counted.id = subject.id
    left join spent on spent.id = subject.id left join referred on referred.id = subject.id
    group by subject.loyalty`;
}
