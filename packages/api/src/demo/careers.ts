/**
 * How the demo company's reps learn and advance, and what they are honoured for. The strong have come further and are
 * reviewed better; most have begun what their next level asks for, and some have completed it.
 */
export const prepareCareers: readonly string[] = [
  `create table demo_course as select * from (values
     ('C-PROD', 'Tea and coffee', '茶与咖啡', 8, 2), ('C-NEG', 'Negotiation', '谈判技巧', 16, 2),
     ('C-KEY', 'Key accounts', '大客户管理', 24, 3), ('C-LEAD', 'Leading a team', '团队管理', 32, 4)) as c(id, name, name_zh, hours, level)`,

  // The strongest of a region is at the second or third level, the two weakest are at the first.
  `create table demo_climb as
   select id as rep, strength, hired_on, hash(id, 7) as h,
     case place when 1 then 2 + (rnd(151, hash(id, 7)) < 0.5)::integer when 2 then 2 else 1 end as level
   from demo_rep`,
];

/** One SELECT for each of our import tables of honours, careers and training. */
export const careerTables: Readonly<Record<string, string>> = {
  courses: "select id, name, name_zh, hours from demo_course",

  enrolments: `with chosen as (
      select c.*, d.id as course, d.level as opens, rnd(152, hash(c.h, d.id)) as luck,
        -- What a level asked for was done before it; what the next one asks for is under way.
        case when d.level <= c.level then hired_on + ((d.level - 1) * 450 - 90)::integer else last_day() - 150 + (rnd(153, hash(c.h, d.id)) * 60)::integer end::date as begun
      from demo_climb c join demo_course d on d.level <= c.level + 1)
    select 'E-' || rep || '-' || course as id, rep, course, begun as enrolled_on,
      case when opens <= level or luck < 0.6 then begun + 30 end as completed_on,
      case when opens <= level or luck < 0.6 then 65 + (35 * rnd(154, hash(h, course)))::integer end as score
    from chosen where opens <= level or luck < 0.85`,

  career_levels: `select * from (values
      ('L1', 1, 'Sales representative', '销售代表', null, 12, null, null, null),
      ('L2', 2, 'Senior representative', '高级销售代表', 0.8, 6, 12, 'C-PROD|C-NEG', 3),
      ('L3', 3, 'Key account manager', '大客户经理', 0.9, 12, 24, 'C-NEG|C-KEY', 3),
      ('L4', 4, 'Team lead', '团队负责人', 1.0, 12, 36, 'C-LEAD', 4))
    as l(id, rank, name, name_zh, min_attainment, attainment_months, min_tenure_months, courses, min_review)`,

  career_steps: `select 'S-' || rep || '-' || n as id, rep, 'L' || n as level, (hired_on + ((n - 1) * 450)::integer)::date as since
    from demo_climb, unnest(range(1, level + 1)) as s(n)`,

  reviews: `with held as (
      select *, hash(h, k) as g, (last_day() - 20 - (k * 182)::integer)::date as day from demo_climb, unnest(range(0, 6)) as s(k))
    select 'V-' || rep || '-' || k as id, rep, day as reviewed_on, score,
      case when score >= 4 then pick(['Trusted by customers 深得客户信任', 'Prepares well 准备充分'], rnd(156, g))
        when score = 3 then 'Solid, could ask for more 稳健，可更主动' else 'Needs help with follow-ups 跟进需要支持' end as note
    from (select *, least(5, greatest(1, round(1.4 + 2 * strength + 1.6 * (rnd(155, g) - 0.5))))::integer as score from held)
    where day >= hired_on`,

  honour_rules: `select * from (values
      ('STAR', 'Sales Star', '销售之星', 'revenue', 'REP', 'MONTH', 1000, 'orders'),
      ('CLOSER', 'Quota Champion', '达标先锋', 'attainment', 'REP', 'QUARTER', 1, 'revenue'),
      ('FAVOURITE', 'Customers'' Favourite', '客户之选', 'nps', 'REP', 'YEAR', 20, 'responses'),
      ('TEAM', 'Best Team', '最佳团队', 'attainment', 'TEAM', 'QUARTER', 0.9, 'revenue'))
    as r(id, name, name_zh, metric, given_to, every, minimum, tie_break)`,
};
