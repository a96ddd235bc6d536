-- A line that stands twice in an invoice was sold twice.
select invoice as "order", row_number() over (partition by invoice order by _line) as line, product, quantity,
  price as unit_price, 0 as discount, quantity * price as net_amount, _file, _line
from sold
