/**
 * What the demo company's teams may spend and do spend, and whom they hire. Budgets follow what a team sells: salaries by far
 * the most, then marketing, travel and events. The West travels and advertises beyond its budget, as it hopes for too much
 * elsewhere; the East gives presents that nobody has planned. About one in ten who apply is hired, most of those whom a
 * colleague has recommended.
 */
export const preparePeople: readonly string[] = [
  `create table demo_budget as
   with team as (
     select 'T-' || region as team, region, sum(amount) as sold from demo_sold where rep is not null group by all
     union all select 'T-WEB', 'Web', sum(amount) from demo_sold where rep is null
     union all select null, 'Company', sum(amount) / 4 from demo_sold),
   month as (
     select m::date as month from generate_series(date_trunc('month', greatest(first_day(), last_day() - 760)), date_trunc('year', last_day()) + interval 11 month, interval 1 month) as s(m)),
   category as (
     select * from (values ('Salaries 薪资', 0.075), ('Marketing 市场推广', 0.022), ('Travel 差旅', 0.011), ('Events 活动', 0.007)) as c(category, share))
   select team, region, category, month, hash(region, category, month) as h,
     greatest(100, round(sold / (last_day() - first_day() + 1) * 30 * share * power(1.06, (month - first_day()) / 365.0), -2)) as amount
   from team, month, category
   where case region when 'Web' then category like 'Marketing%' when 'Company' then category like 'Events%' and month(month) in (3, 4, 9, 10) else true end`,

  `create table demo_expense as
   with paid as (
     select b.*, k, hash(h, k) as g, case when category like 'Salaries%' then 1 else 3 end as parts
     from demo_budget b, unnest(range(1, 4)) as s(k)),
   dated as (
     select *, (month + case when parts = 1 then 24 else (rnd(161, g) * 27)::integer end)::date as day,
       amount / parts * case when parts = 1 then 0.97 + 0.05 * rnd(162, g) else 0.55 + 0.75 * rnd(162, g) end
         * case when region = 'West' and parts > 1 then 1.45 else 1 end as spent
     from paid where k <= parts)
   select team, category, day, region, round(spent, 2) as amount, g from dated where day <= last_day()
   union all
   select 'T-East', 'Presents 礼品', (month + 9)::date, 'East', round(400 + 900 * rnd(163, h), 2), hash(h, 9)
   from demo_budget where region = 'East' and category like 'Events%' and month(month) in (1, 9, 12) and month + 9 <= last_day()`,

  `create table demo_opening as
   with opened as (
     select 'V' || lpad(k::varchar, 3, '0') as id, r.key as region, hash(r.key, k) as h, k,
       (last_day() - (12 + 38 * (k - 1) + rnd(164, k) * 20)::integer)::date as opened_on
     from unnest(range(1, 17)) as s(k) join (select key, row_number() over (order by key) as place from demo_region) r on r.place = 1 + k % 5)
   select *, case when rnd(165, h) < 0.8 then opened_on + 45 + (rnd(166, h) * 70)::integer end as full_on,
     case when rnd(165, h) >= 0.9 then opened_on + 120 end as given_up_on
   from opened where opened_on >= first_day()`,
];

/** One SELECT for each of our import tables of budgets and hiring. */
export const peopleTables: Readonly<Record<string, string>> = {
  budgets: `select 'B-' || coalesce(team, 'CO') || '-' || left(category, 3) || '-' || strftime(month, '%Y-%m') as id, team, category, strftime(month, '%Y-%m') as month, amount
    from demo_budget`,

  expenses: `select 'X' || lpad((row_number() over (order by day, coalesce(team, ''), category, g))::varchar, 6, '0') as id, team, category, day, amount,
      case when region = 'Web' then 'Online 网店' end as channel,
      case when category like 'Marketing%' and month(day) in (10, 11) then '11.11' end as campaign
    from demo_expense`,

  openings: `select id, 'T-' || region as team, pick(['Sales representative 销售代表', 'Key account manager 大客户经理'], rnd(167, h)) as title, 1 as headcount,
      opened_on, case when full_on <= last_day() then full_on end as filled_on, case when given_up_on <= last_day() then given_up_on end as closed_on
    from demo_opening`,

  candidates: `with applied as (
      select o.*, n, hash(o.h, n) as g, (opened_on + (rnd(168, hash(o.h, n)) * case when n = 1 then 5 else 40 end)::integer)::date as applied_on,
        n = 1 as best
      from demo_opening o, unnest(range(1, 8 + (rnd(169, o.h) * 6)::integer)) as s(n)),
    reached as (
      select *, case when best and full_on is not null then 4 else floor(4 * power(rnd(170, g), 1.6))::integer end as stage,
        applied_on + 2 + (rnd(171, g) * 6)::integer as screened, applied_on + 9 + (rnd(172, g) * 12)::integer as interviewed,
        applied_on + 24 + (rnd(173, g) * 10)::integer as offered,
        greatest(coalesce(full_on, applied_on + 36), applied_on + 36) as ended
      from applied where applied_on <= last_day())
    select id || '-' || n as id, id as opening,
      case when best and rnd(174, g) < 0.6 then 'Referral 内部推荐' else pick(['Website 官网', 'Website 官网', 'Agency 猎头', 'Campus 校园招聘', 'Referral 内部推荐'], rnd(175, g)) end as source,
      applied_on, case when stage >= 1 and screened <= last_day() then screened end as screened_on,
      case when stage >= 2 and interviewed <= last_day() then interviewed end as interviewed_on,
      case when stage >= 3 and offered <= last_day() then offered end as offered_on,
      case when stage = 4 and ended <= last_day() then ended end as hired_on,
      case when stage < 4 and applied_on + 36 + (rnd(176, g) * 14)::integer <= last_day() then applied_on + 36 + (rnd(176, g) * 14)::integer end as rejected_on
    from reached`,
};
