import { careerTables, prepareCareers } from "./careers.ts";
import { goalsTable, prepareGoals } from "./goals.ts";
import { marketTables, prepareMarket } from "./market.ts";
import {
  chineseBusinesses,
  chineseCities,
  chineseWords,
  companions,
  competitors,
  durableCategories,
  englishBusinesses,
  englishWords,
  firstNames,
  givenNames,
  lastNames,
  lossReasons,
  newYears,
  products,
  surnames,
} from "./names.ts";
import { needsTable } from "./needs.ts";
import { peopleTables, preparePeople } from "./people.ts";
import { prepareService, serviceTables } from "./service.ts";

/** What makes one demo company: the same three give the same company. */
export interface DemoOptions {
  /** About how many order lines it has. */
  readonly lines: number;
  readonly seed: number;
  /** Last day of its three years of history, `YYYY-MM-DD`. */
  readonly until: string;
}

/** Statements for DuckDB: helpers that are run first, then one SELECT for each table that yields our import columns. */
export interface DemoCompany {
  readonly prepare: readonly string[];
  readonly tables: Readonly<Record<string, string>>;
}

const historyDays = 1_096;

/**
 * A believable company as SELECTs over `generate_series`, for any size: tea, coffee and tableware, sold online, in
 * shops, by partners and in the field. It grows; it has seasons (Chinese New Year, Double 11, Christmas, weekends), a
 * price rise 400 days before its end, a region that does badly (West: fewer customers, more discount, sooner gone),
 * customers of very unequal value who come and go, returns, and reps of different strength. Tea goes with teaware and
 * coffee with what it is made with; tea and coffee are bought again and again. Customers say what they think of it, and
 * what they need next (see service.ts and needs.ts). Reps, teams and the company have goals (see
 * goals.ts); reps learn, advance and are honoured (see careers.ts), and are paid (see incentives.ts). What it knows of its
 * market is in market.ts.
 *
 * The only randomness is DuckDB's hash of (seed, stream, number), so that rows can be made in any order and at once.
 */
export function demoCompany({ lines, seed, until }: DemoOptions): DemoCompany {
  const customers = Math.max(60, Math.round(lines / 40));
  // Lines an order follow 1 + a geometric tail (2.43 on average); 3 % of the orders have a return of one line.
  const orders = Math.max(20, Math.round(lines / 2.46));
  return { prepare: prepare({ seed, until, customers, orders }), tables };
}

function prepare({
  seed,
  until,
  customers,
  orders,
}: {
  seed: number;
  until: string;
  customers: number;
  orders: number;
}) {
  return [
    `create macro rnd(stream, n) as (hash(${seed}, stream, n) % 1000003) / 1000003.0`,
    `create macro pick(list, u) as list[1 + floor(u * len(list))::integer]`,
    `create macro last_day() as date '${until}'`,
    `create macro first_day() as date '${until}' - ${historyDays - 1}`,

    // The calendar: how much is sold on a day, as a running sum that an order's random number falls into.
    `create table demo_day as
     with day as (select (first_day() + d::integer)::date as day, d from generate_series(0, ${historyDays - 1}) as s(d)),
     weighted as (
       select day,
         power(1.0004, d)
         * case isodow(day) when 6 then 0.8 when 7 then 0.6 else 1 end
         * case month(day) when 9 then 1.15 when 10 then 1.05 when 7 then 0.9 when 8 then 0.88 else 1 end
         * case when month(day) = 11 and day(day) = 11 then 3.2 when month(day) = 11 and day(day) < 11 then 1.5
                when month(day) = 12 and day(day) between 5 and 23 then 1.35 else 1 end
         * coalesce((select min(case when day < y then 1.5 else 0.3 end) from unnest(${dates(newYears)}) as n(y)
                     where day between y - 21 and y + 6), 1) as weight
       from day)
     select day, (sum(weight) over (order by day) - weight) / sum(weight) over () as below,
       sum(weight) over (order by day) / sum(weight) over () as upto
     from weighted`,

    `create table demo_region as select * from (values
       ('East', 'East 华东', 0.36, 1.0, 0), ('North', 'North 华北', 0.22, 1.0, 0), ('South', 'South 华南', 0.22, 1.1, 0),
       ('West', 'West 西部', 0.08, 0.55, 6), ('Overseas', 'Overseas 海外', 0.12, 1.2, 0)) as r(key, name, share, strength, discount)`,

    `create table demo_product as
     select i as number, 'P' || lpad(i::varchar, 3, '0') as id, p.name, p.category, p.price, p.cost
     from (select unnest(${structs(products)}) as p, unnest(range(1, ${products.length + 1})) as i)`,

    // Four reps a region: the first is strong, the last is weak.
    `create table demo_rep as
     select 'R' || lpad((row_number() over (order by r.key, n))::varchar, 2, '0') as id, r.key as region, n as place,
       case when r.key = 'Overseas' then pick(${list(firstNames)}, rnd(1, hash(r.key, n))) || ' ' || pick(${list(lastNames)}, rnd(2, hash(r.key, n)))
            else pick(${list(surnames)}, rnd(1, hash(r.key, n))) || pick(${list(givenNames)}, rnd(2, hash(r.key, n))) end as name,
       1.6 - 0.3 * n as strength, (first_day() - 200 - (rnd(3, hash(r.key, n)) * 1500)::integer)::date as hired_on
     from demo_region r, range(1, 5) as s(n)`,

    `create table demo_customer as
     with region as (select *, sum(share) over (order by key) - share as low, sum(share) over (order by key) as high from demo_region),
     base as (
       select i, r.key as region, r.name as region_name, r.discount,
         case when rnd(12, i) < 0.55 then 'COMPANY' else 'PERSON' end as kind,
         -- A few are worth very much more than the rest; companies buy more often than people.
         least(power(1 - rnd(13, i), -0.5), 15) * r.strength * case when rnd(12, i) < 0.55 then 1.6 else 0.7 end as weight,
         case when rnd(14, i) < 0.4 then -(rnd(15, i) * 700)::integer else (power(rnd(15, i), 0.9) * ${historyDays - 10})::integer end as met,
         rnd(16, i) < 0.22 as never_buys,
         (5 + 70 * rnd(17, i))::integer as hesitates,
         (-ln(1 - rnd(18, i)) * case when r.key = 'West' then 330 else 900 end)::integer + 20 as stays
       from generate_series(1, ${customers}) as s(i) join region r on rnd(11, i) >= r.low and rnd(11, i) < r.high)
     select *, 'C' || lpad(i::varchar, 7, '0') as id, (first_day() + met)::date as acquired_on,
       greatest(met + hesitates, (rnd(19, i) * 30)::integer) as first_order, -- in days from the first day
       least(greatest(met + hesitates, (rnd(19, i) * 30)::integer) + stays, ${historyDays - 1}) as last_order,
       (select d.id from demo_rep d where d.region = base.region and d.place = 1 + floor(power(rnd(20, i), 1.3) * 4)::integer) as owner
     from base`,

    // How many orders each customer has: its share of the value of all, at least one.
    `create table demo_buyer as
     with span as (
       select c.*, a.below as u0, b.upto as u1
       from demo_customer c
       join demo_day a on a.day = first_day() + c.first_order
       join demo_day b on b.day = first_day() + c.last_order
       where not c.never_buys and c.first_order < ${historyDays} and c.last_order >= c.first_order)
     select *, greatest(1, round(weight * (u1 - u0) / sum(weight * (u1 - u0)) over () * ${orders} + rnd(21, i) - 0.5))::integer as orders
     from span`,

    `create table demo_order as
     with placed as (
       select b.*, k, hash(b.i, k) as h,
         case when k = 1 then u0 else u0 + (u1 - u0) * rnd(31, hash(b.i, k)) end as u
       from demo_buyer b, unnest(range(1, b.orders + 1)) as s(k))
     select row_number() over (order by d.day, p.h) as number, p.i, p.id as customer, p.kind, p.region, p.region_name, p.owner, p.discount, p.h, d.day,
       case when p.region = 'Overseas' then case when p.kind = 'COMPANY' then 'partner' else 'online' end
            when p.kind = 'PERSON' then case when rnd(32, p.h) < 0.68 then 'online' else 'retail' end
            when rnd(32, p.h) < 0.5 then 'field' when rnd(32, p.h) < 0.8 then 'partner' else 'online' end as channel
     from placed p asof join demo_day d on p.u >= d.below`,

    // What goes with a product: an order's further lines often come from here.
    `create table demo_companion as
     select p.number as product, list(c.number order by c.number) as others
     from (select unnest(${pairs(companions)}) as pair) as s
       join demo_product p on starts_with(p.name, pair.product) join demo_product c on starts_with(c.name, pair.other)
     group by 1`,

    `create table demo_line as
     with expanded as (
       select o.*, j as line, hash(o.h, j) as g
       from demo_order o, unnest(range(1, 2 + least(6, floor(-ln(1 - rnd(41, o.h)) * 1.9)::integer))) as s(j)),
     -- What sells: the first products of the list more, and each customer has a category of its own. An order often
     -- begins with the customer's staple, a tea or a coffee that is bought again and again.
     wished as (
       select *, case when line = 1 and rnd(46, g) < 0.4 then 1 + floor(rnd(47, i) * 14)::integer
           else 1 + (floor(power(rnd(42, g), 1.35) * 26)::integer + floor(rnd(45, i) * ${products.length})::integer) % ${products.length} end as wish
       from expanded),
     -- A good part of what else is in it goes with what it began with.
     chosen as (
       select w.*, coalesce(case when rnd(48, w.g) < 0.45 then pick(c.others, rnd(49, w.g)) end, w.wish) as choice
       from (select *, first_value(wish) over (partition by number order by line) as began from wished) w
       left join demo_companion c on c.product = w.began and w.line > 1),
     -- A household buys a teapot once; the next time it takes another tea or coffee.
     bought as (
       select c.*, case when c.kind = 'PERSON' and p.category in (${durableCategories.map(quote).join(", ")})
             and row_number() over (partition by c.i, c.choice order by c.number, c.line) > 1
           then 1 + floor(rnd(50, c.g) * 14)::integer else c.choice end as item
       from chosen c join demo_product p on p.number = c.choice),
     priced as (
       select e.*, p.id as product, p.cost as unit_cost,
         case when e.kind = 'COMPANY' then 3 + floor(least(power(1 - rnd(43, e.g), -0.5), 12) * 4)::integer
              else 1 + floor(rnd(43, e.g) * 3)::integer end as quantity,
         round(p.price * case when e.day >= last_day() - 400 then 1.06 else 1 end, 2)::decimal(18, 4) as unit_price,
         (case when e.kind = 'COMPANY' then [0, 0, 5, 8, 10, 12] else [0, 0, 0, 0, 5, 10] end)[1 + floor(rnd(44, e.g) * 6)::integer] + e.discount as percent
       from bought e join demo_product p on p.number = e.item)
     select *, round(quantity * unit_price * percent / 100, 2)::decimal(18, 4) as reduction,
       round(quantity * unit_cost * (1 + 0.02 * (day - first_day()) / 365), 2)::decimal(18, 4) as cost
     from priced`,

    `create table demo_return as
     select *, (day + 3 + (rnd(52, h) * 22)::integer)::date as returned_on
     from demo_line
     where line = 1 and rnd(51, h) < 0.034 and day + 3 + (rnd(52, h) * 22)::integer <= last_day()`,

    `create table demo_deal as
     with base as (
       select n, hash(n, 7) as h, c.id as customer, c.region, c.owner, r.strength, c.first_order,
         (power(rnd(61, n), 0.8) * ${historyDays - 2})::integer as created
       from generate_series(1, ${Math.round(customers * 1.1)}) as s(n)
       join demo_customer c on c.i = 1 + floor(rnd(62, n) * ${customers})::integer and c.kind = 'COMPANY'
       join demo_rep r on r.id = c.owner)
     select *, 'D' || lpad(n::varchar, 7, '0') as id,
       10 + (rnd(63, n) * 25)::integer as in_first, 8 + (rnd(64, n) * 30)::integer as in_second, 5 + (rnd(65, n) * 40)::integer as in_third,
       rnd(66, n) < 0.16 + 0.24 * strength as wins,
       1 + floor(rnd(67, n) * 3)::integer as lost_in,
       -- A fifth of the deals that will be lost lie around for long before anybody says so.
       case when rnd(604, n) < 0.2 then 5 else 1 end * case 1 + floor(rnd(67, n) * 3)::integer when 1 then in_first when 2 then in_second else in_third end as lingers,
       round(power(1 - rnd(68, n), -0.5) * 9000, 0)::decimal(18, 4) as amount,
       1 + floor(power(rnd(70, n), 1.35) * ${products.length})::integer as about
     from base`,

    `create table demo_stage as
     with entered as (
       select d.*, s.place, s.name, (first_day() + created + case s.place when 1 then 0 when 2 then in_first when 3 then in_first + in_second else in_first + in_second + in_third end)::date as entered_on
       from demo_deal d, (values (1, 'Qualification'), (2, 'Proposal'), (3, 'Negotiation'), (4, 'Won')) as s(place, name)
       where s.place <= case when d.wins then 4 else d.lost_in end)
     select * from entered where entered_on <= last_day()
     union all
     select * replace (9 as place, 'Lost' as name, (entered_on + lingers)::date as entered_on)
     from entered where not wins and place = lost_in and entered_on + lingers <= last_day()`,
    ...prepareService,
    ...prepareGoals,
    ...prepareCareers,
    ...prepareMarket,
    ...preparePeople,
  ];
}

const channelName =
  "case channel when 'online' then 'Online 网店' when 'retail' then 'Shops 门店' when 'partner' then 'Partners 渠道商' else 'Field 直销' end";

const tables: Record<string, string> = {
  company: `select 'Lakeside Trading 湖畔商贸' as name, 'CNY' as currency, 'Asia/Shanghai' as time_zone, 1 as fiscal_year_start, 1 as week_start`,

  teams: `select 'T-ALL' as id, 'Sales 销售部' as name, null as parent
          union all select 'T-CN', 'China 中国区', 'T-ALL'
          union all select 'T-WEB', 'Online shop 网店', 'T-ALL'
          union all select 'T-' || key, name, case when key = 'Overseas' then 'T-ALL' else 'T-CN' end from demo_region`,

  reps: `select id, name, lower(id) || '@lakeside.example' as email, 'T-' || region as team, hired_on from demo_rep`,

  products: `select id, name, category, price as list_price, cost as unit_cost from demo_product`,

  customers: `with named as (
      select *, case when region = 'Overseas'
          then pick(${list(firstNames)}, rnd(71, i)) || ' ' || pick(${list(lastNames)}, rnd(72, i))
          else pick(${list(surnames)}, rnd(71, i)) || pick(${list(givenNames)}, rnd(72, i)) end as person,
        case region ${Object.entries(chineseCities)
          .map(
            ([region, cities]) =>
              `when '${region}' then pick(${list(cities)}, rnd(73, i)) || pick(${list(chineseWords)}, rnd(74, i)) || pick(${list(chineseBusinesses)}, rnd(75, i))`,
          )
          .join(" ")}
          else pick(${list(englishWords)}, rnd(74, i)) || ' ' || pick(${list(englishBusinesses)}, rnd(75, i)) end as company
      from demo_customer)
    select id, kind, case when kind = 'COMPANY' then company else person end as name,
      case when kind = 'COMPANY' then company end as company_name,
      lower(id) || '@customer.example' as email,
      case when kind = 'COMPANY' then pick(['Hospitality 酒店餐饮', 'Retail 零售', 'Corporate 企业', 'Gifts 礼品'], rnd(76, i)) end as industry,
      region_name as region,
      case when region <> 'Overseas' then 'CN' else pick(['GB', 'US', 'SG', 'DE', 'AU'], rnd(77, i)) end as country,
      owner,
      pick(case when kind = 'COMPANY' then ['fair', 'referral', 'partner', 'cold call', 'website'] else ['website', 'social', 'referral', 'shop', 'advert'] end, rnd(78, i)) as source,
      acquired_on,
      case when i > 50 and rnd(79, i) < 0.12 then 'C' || lpad((1 + floor(rnd(80, i) * (i - 1))::integer)::varchar, 7, '0') end as referred_by
    from named`,

  contacts: `select 'K' || substr(id, 2) as id, id as customer,
      case when region = 'Overseas' then pick(${list(firstNames)}, rnd(81, i)) || ' ' || pick(${list(lastNames)}, rnd(82, i))
           else pick(${list(surnames)}, rnd(81, i)) || pick(${list(givenNames)}, rnd(82, i)) end as name,
      case when region = 'Overseas' then pick(['Buyer', 'Owner', 'Office manager'], rnd(83, i)) else pick(['采购经理', '总经理', '行政主管'], rnd(83, i)) end as title,
      lower('k' || substr(id, 2)) || '@customer.example' as email, true as "primary"
    from demo_customer where kind = 'COMPANY'`,

  orders: `select 'O' || lpad(number::varchar, 9, '0') as id, customer,
      case when channel <> 'online' then owner end as rep,
      case when channel = 'online' then 'T-WEB' else 'T-' || region end as team,
      (day + to_minutes(480 + (rnd(91, h) * 780)::integer)) as ordered_at, ${channelName} as channel, region_name as region, 'CNY' as currency,
      case when rnd(92, h) < 0.01 then 'CANCELLED' when last_day() - day < 4 and rnd(93, h) < 0.6 then 'OPEN' else 'COMPLETED' end as status,
      case when rnd(92, h) >= 0.01 and day + 2 + (rnd(94, h) * 38)::integer <= last_day() then (day + 2 + (rnd(94, h) * 38)::integer)::date end as paid_on,
      null as return_of
    from demo_order
    union all
    select 'O' || lpad(number::varchar, 9, '0') || '-R', customer, case when channel <> 'online' then owner end,
      case when channel = 'online' then 'T-WEB' else 'T-' || region end,
      (returned_on + to_minutes(600)), ${channelName}, region_name, 'CNY', case when rnd(92, h) < 0.01 then 'CANCELLED' else 'COMPLETED' end, null,
      'O' || lpad(number::varchar, 9, '0')
    from demo_return`,

  order_lines: `select 'O' || lpad(number::varchar, 9, '0') as "order", line, product, quantity, unit_price, reduction as discount,
      (quantity * unit_price - reduction)::decimal(18, 4) as net_amount, cost
    from demo_line
    union all
    select 'O' || lpad(number::varchar, 9, '0') || '-R', 1, product, -quantity, unit_price, -reduction,
      -(quantity * unit_price - reduction)::decimal(18, 4), -cost
    from demo_return`,

  // A tenth of the field orders is won by two: the owner and the region's strongest rep.
  order_credits: `with shared as (
      select o.*, r.id as helper from demo_order o join demo_rep r on r.region = o.region and r.place = 1
      where o.channel = 'field' and o.owner <> r.id and rnd(95, o.h) < 0.1)
    select 'O' || lpad(number::varchar, 9, '0') as "order", owner as rep, 0.7 as share from shared
    union all select 'O' || lpad(number::varchar, 9, '0'), helper, 0.3 from shared`,

  pipeline_stages: `select * from (values
      ('Qualification', 'Qualification', '商机确认', 1, 'OPEN', 0.15), ('Proposal', 'Proposal', '方案报价', 2, 'OPEN', 0.35),
      ('Negotiation', 'Negotiation', '商务谈判', 3, 'OPEN', 0.6), ('Won', 'Won', '赢单', 4, 'WON', null), ('Lost', 'Lost', '输单', 5, 'LOST', null)
    ) as s(id, name, name_zh, rank, kind, probability)`,

  opportunities: `with latest as (
      select id, arg_max(name, entered_on + place * interval 1 hour) as stage, max(entered_on) as since,
        bool_or(name = 'Won') as won, bool_or(name = 'Lost') as lost
      from demo_stage group by id)
    select d.id, 'Annual supply ' || substr(d.id, 2) as name, d.customer, d.owner as rep, 'T-' || d.region as team, p.id as product, l.stage,
      case when l.won then 'WON' when l.lost then 'LOST' else 'OPEN' end as status, d.amount,
      case when l.won then 1 when l.lost then 0 when l.stage = 'Negotiation' then 0.6 when l.stage = 'Proposal' then 0.35 else 0.15 end as probability,
      (first_day() + d.created)::date as created_on,
      (first_day() + d.created + d.in_first + d.in_second + d.in_third)::date as expected_close_on,
      case when l.won or l.lost then l.since end as closed_on,
      case when l.lost then pick(${list(lossReasons)}, rnd(69, d.n)) end as loss_reason,
      case when l.lost then case pick(${list(lossReasons)}, rnd(69, d.n))
        when ${quote(lossReasons[1])} then pick(${list(competitors)}, rnd(601, d.n))
        when ${quote(lossReasons[0])} then case when rnd(602, d.n) < 0.6 then pick(${list(competitors)}, rnd(601, d.n)) end end end as lost_to,
      pick(['referral', 'fair', 'website', 'cold call', 'partner', 'existing customer'], rnd(603, d.n)) as source
    from demo_deal d join latest l using (id) join demo_product p on p.number = d.about`,

  opportunity_stages: `select id as opportunity, name as stage, entered_on from demo_stage`,

  ...serviceTables,

  needs: needsTable,

  goals: goalsTable,
  ...careerTables,
  ...marketTables,
  ...peopleTables,
};

function list(words: readonly string[]): string {
  return `[${words.map(quote).join(", ")}]`;
}

function dates(days: readonly string[]): string {
  return `[${days.map((day) => `date '${day}'`).join(", ")}]`;
}

/** Each product with each of its companions, as rows. */
function pairs(of: typeof companions): string {
  const rows = Object.entries(of).flatMap(([product, others]) =>
    others.map((other) => `{product: ${quote(product)}, other: ${quote(other)}}`),
  );
  return `[${rows.join(", ")}]`;
}

function structs(rows: typeof products): string {
  const row = ([name, category, price, cost]: (typeof products)[number]) =>
    `{name: ${quote(name)}, category: ${quote(category)}, price: ${price}::decimal(18, 4), cost: ${cost}::decimal(18, 4)}`;
  return `[${rows.map(row).join(", ")}]`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
