/**
 * What the demo company hears from its customers. It is told here once and shows in every figure: the West is served
 * worse and slower, the price rise 400 days before the end displeases for four months, and since the last year cases
 * are resolved sooner. Who is about to leave is less content, and lately some cases, mostly severe ones, lie around.
 */
export const prepareService: readonly string[] = [
  `create macro displeased(on_day) as case when on_day between last_day() - 400 and last_day() - 280 then 0.8 else 0 end`,

  // In the last months before a customer's last order; who is still there at the end has none.
  `create macro leaving(on_day, last_order) as
     case when first_day() + last_order < last_day() and first_day() + last_order - on_day < 100 then 3.5 else 0 end`,

  // What goes with a score, of the best 1 and of the worst 0; most say nothing.
  `create macro remark(place, stream, n) as case when rnd(stream, n) < 0.45 then case
     when place < 0.65 then pick(['Late again 又迟到了', 'Too expensive since the price rise 涨价后太贵了', 'Nobody called back 没有人回电', 'Two cups were broken 两个杯子碎了'], rnd(stream + 1, n))
     when place < 0.9 then pick(['Fine, delivery could be faster 不错，配送可以更快', 'Good tea, plain parcel 茶好，包装简单'], rnd(stream + 1, n))
     else pick(['The best oolong in town 城里最好的乌龙', 'Our guests love it 客人都喜欢', 'Quick and friendly 又快又亲切'], rnd(stream + 1, n)) end end`,

  // An opinion's place between -1 and 1; those near 0 are the most frequent.
  `create macro mood(stream, n) as rnd(stream, n) + rnd(stream + 1, n) - 1`,

  `create table demo_case as
   with opened as (
     select *, 'X' || lpad(number::varchar, 9, '0') as id, (day + 4)::date as opened_on,
       2 + floor(power(rnd(134, h), 1.5) * case when region = 'West' then 30 else 18 end * case when day >= last_day() - 365 then 0.7 else 1 end)::integer as takes
     from demo_order where rnd(135, h) < 0.035 and day + 4 <= last_day())
   select *, rnd(132, h) >= 0.75 as severe,
     case when opened_on > last_day() - 120 and rnd(136, h) < case when rnd(132, h) >= 0.75 then 0.3 else 0.05 end then null
          when opened_on + takes <= last_day() then (opened_on + takes)::date end as resolved_on
   from opened`,
];

/** One SELECT for each of our import tables of what passes beside sales. */
export const serviceTables: Readonly<Record<string, string>> = {
  interactions: `select 'I' || lpad((row_number() over (order by i, k))::varchar, 8, '0') as id, id as customer, owner as rep,
      pick(['CALL', 'EMAIL', 'MEETING', 'CHAT', 'VISIT'], rnd(101, hash(i, k))) as kind,
      (last_day() - (rnd(102, hash(i, k)) * 360)::integer + to_minutes(540 + (rnd(103, hash(i, k)) * 480)::integer)) as at,
      pick(['Asked about delivery times 询问交货时间', 'Quarterly review 季度回顾', 'New season tasting 新品品鉴', 'Sent price list 发送报价', 'Follow-up on samples 样品跟进'], rnd(104, hash(i, k))) as summary
    from demo_customer, unnest(range(1, 1 + (rnd(105, i) * 5)::integer)) as s(k)
    where kind = 'COMPANY' and acquired_on < last_day() - 360`,

  // After the purchase: would they recommend it, and are they content? After a case: was it easy to be helped?
  survey_responses: `with asked as (
      select o.*, rnd(121, o.h) < 0.7 as nps,
        case when region = 'West' then 2 else 0 end + displeased(day) + leaving(day, b.last_order) as less
      from demo_order o join (select i, last_order from demo_buyer) b using (i)
      where rnd(124, o.h) < 0.15 and day + 3 <= last_day()),
    scored as (
      select *, case when nps then least(10, greatest(0, round(8.6 - less + 3.4 * mood(122, h))))
                     else least(5, greatest(1, round(4.2 - less / 2.5 + 2 * mood(122, h)))) end::integer as score
      from asked)
    select 'S' || lpad(number::varchar, 9, '0') as id, customer, 'O' || lpad(number::varchar, 9, '0') as "order",
      case when nps then 'NPS' else 'CSAT' end as kind, score,
      remark(case when nps then score / 10.0 else (score - 1) / 4.0 end, 128, h) as comment, (day + 3)::date as responded_on
    from scored
    union all
    select 'E' || lpad(number::varchar, 9, '0'), customer, 'O' || lpad(number::varchar, 9, '0'), 'CES',
      least(7, greatest(1, round(6.2 - takes / 8.0 + 2 * mood(125, h))))::integer, null, (resolved_on + 1)::date
    from demo_case where rnd(127, h) < 0.75 and resolved_on + 1 <= last_day()`,

  service_cases: `select id, customer,
      pick(case when region = 'West' then ['COMPLAINT', 'COMPLAINT', 'COMPLAINT', 'RETURN', 'QUESTION', 'PRAISE']
                else ['COMPLAINT', 'COMPLAINT', 'RETURN', 'QUESTION', 'QUESTION', 'PRAISE'] end, rnd(131, h)) as kind,
      case when severe then 'HIGH' else pick(['LOW', 'MEDIUM', 'MEDIUM'], rnd(132, h) / 0.75) end as severity,
      pick(['Late delivery 延迟送达', 'Broken on arrival 到货破损', 'Invoice 发票', 'Wrong item 发错货'], rnd(133, h)) as subject,
      opened_on, resolved_on
    from demo_case`,
};
