-- Discount is a fraction of the line. All in decimals: a double would leave more than four places behind.
with line as (
  select *, UnitPrice::decimal(10, 4) * Quantity::integer as gross, Discount::decimal(4, 2) as fraction
  from OrderDetails)
select OrderID as "order", row_number() over (partition by OrderID order by _line) as line, ProductID as product,
  Quantity as quantity, UnitPrice as unit_price,
  (gross * fraction)::decimal(18, 4) as discount,
  (gross * (1 - fraction))::decimal(18, 4) as net_amount, _file, _line
from line
