-- LineTotal is what was charged; the discount is what it leaves of quantity × price.
select SalesOrderID as "order", LineNumber as line, ProductID as product, OrderQty as quantity, UnitPrice as unit_price,
  OrderQty::integer * UnitPrice::decimal(12, 4) - LineTotal::decimal(18, 4) as discount,
  LineTotal as net_amount, TotalProductCost as cost, _file, _line
from SalesOrderLines_derived
