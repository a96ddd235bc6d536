-- The same code is written in two cases and described in several ways: the most frequent description names it.
select product as id, coalesce(mode(description) filter (where price > 0), mode(description), product) as name,
  case when regexp_matches(product, '^[0-9]{5}') then 'Goods' else 'Postage, fees and others' end as category
from sold
group by product
