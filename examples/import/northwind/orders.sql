select OrderID as id, CustomerID as customer, EmployeeID as rep, OrderDate as ordered_at,
  case when ShippedDate is null then 'OPEN' else 'COMPLETED' end as status, _file, _line
from Orders
