-- The same code is written in two cases and described in several ways: the description that sold most names it.
with described as (
  select product, description, count(*) filter (where price > 0) as sales
  from sold
  group by product, description)
select product as id,
  coalesce(first(description order by sales desc, description) filter (where description is not null), product) as name,
  case when regexp_matches(product, '^[0-9]{5}') then 'Goods' else 'Postage, fees and others' end as category
from described
group by product
