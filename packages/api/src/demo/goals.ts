/**
 * What the demo company wants to reach. Quotas are set as companies set them: from the year before, with some growth on
 * top, rounded, and a little more for the reps together than their team has promised. About half are met, hardly any of
 * the West's, of which too much is hoped, and some reps do far better. In the first year, which has none before it, they
 * follow what came.
 */
export const prepareGoals: readonly string[] = [
  `create table demo_quarter as
   select q::date as starts_on, (q + interval 3 month)::date - 1 as ends_on, year(q)::integer as year
   from generate_series(
     date_trunc('quarter', first_day() + interval 3 month), date_trunc('year', last_day()) + interval 9 month, interval 3 month) as s(q)`,

  // What each rep sold in each quarter, and each region's online shop; the last quarter is not over.
  `create table demo_sold as
   select case when channel = 'online' then null else owner end as rep, region, date_trunc('quarter', day)::date as starts_on,
     sum(quantity * unit_price - reduction) as amount, max(day) as last
   from demo_line group by all`,

  `create table demo_quota as
   with wished as (
     select r.id as rep, r.region, q.*, hash(r.id, q.starts_on) as h,
       (select sum(s.amount) from demo_sold s where s.rep = r.id and s.starts_on = q.starts_on) as own,
       q.ends_on <= last_day() as over,
       -- The same quarter of the year before for the season, and that year's mean, since one large order makes no season.
       (select (3 * sum(s.amount) / count(*) + sum(s.amount) filter (where s.starts_on = (q.starts_on - interval 1 year)::date)) / 4
        from demo_sold s join demo_quarter k using (starts_on)
        where s.rep = r.id and s.starts_on >= q.starts_on - interval 1 year and s.starts_on < q.starts_on and k.ends_on <= last_day()) as before
     from demo_rep r cross join demo_quarter q)
   select rep, region, starts_on, ends_on, year,
     greatest(5000, round(coalesce(before * (1.05 + 0.15 * rnd(141, h)), own * (0.85 + 0.35 * rnd(141, h)))
       * case when region = 'West' then 1.5 else 1 end, -3)) as target
   from wished where coalesce(before, case when over then own end, 0) > 0`,
];

const whole = "make_date(year, 1, 1) as starts_on, make_date(year, 12, 31) as ends_on";

/** The SELECT for our import table of goals: the company's, its regions' and the online shop's for the year, reps' by quarter. */
export const goalsTable = `
  with region_year as (
    select region, year, min(starts_on) as first, round(sum(target) * 0.96, -4) as target from demo_quota group by all having sum(target) >= 20000),
  web_year as (
    select q.year, min(q.starts_on) as first,
      round(sum(coalesce(before.amount * 1.12, own.amount)), -4) as target
    from demo_quarter q
    left join (select starts_on, sum(amount) as amount from demo_sold where rep is null group by 1) before
      on before.starts_on = (q.starts_on - interval 1 year)::date and before.starts_on >= first_day()
    left join (select starts_on, sum(amount) as amount from demo_sold where rep is null group by 1) own on own.starts_on = q.starts_on
    group by 1 having sum(coalesce(before.amount, own.amount)) >= 20000),
  company_year as (
    select year, min(first) as first, sum(target) as target from (from region_year select year, first, target union all from web_year select year, first, target)
    group by 1),
  goal as (
    select 'G-' || year as id, 'Sales ' || year || ' 销售额' as name, 'revenue' as metric, null as filter, target,
      first as starts_on, make_date(year, 12, 31) as ends_on, null as rep, null as team, null as parent, null as reward, first
    from company_year
    union all
    select 'G-' || year || '-' || region, 'Sales ' || year || ' ' || (select name from demo_region where key = region), 'revenue', null, target, first, make_date(year, 12, 31),
      null, 'T-' || region, 'G-' || year, null, first
    from region_year
    union all
    select 'G-' || year || '-WEB', 'Online shop ' || year || ' 网店', 'revenue', null, target, first, make_date(year, 12, 31),
      null, 'T-WEB', 'G-' || year, null, first
    from web_year
    union all
    select 'Q-' || rep || '-' || strftime(starts_on, '%Y-') || 'Q' || quarter(starts_on), 'Quota ' || strftime(starts_on, '%Y-') || 'Q' || quarter(starts_on) || ' 配额',
      'revenue', null, target, starts_on, ends_on, rep, 'T-' || region,
      case when (region, year) in (select (region, year) from region_year) then 'G-' || year || '-' || region end,
      round(target * 0.01, -2), starts_on
    from demo_quota
    union all
    select 'G-' || year || '-' || metric, label || ' ' || year, metric, filter, target, starts_on, ends_on, null, team, null, null, starts_on
    from (select *, ${whole} from (select distinct year from demo_quarter where year >= year(last_day()) - 1) as y, (values
      ('profitMargin', 'Margin 利润率', null, 0.42, null),
      ('nps', 'Recommended 净推荐值', null, 45, null),
      ('complaintRate', 'Fewer complaints 减少投诉', null, 0.03, 'T-West')) as g(metric, label, filter, target, team)))
  select * exclude (first), least(first, last_day()) as created_on from goal`;
