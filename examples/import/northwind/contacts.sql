select CustomerID as id, CustomerID as customer, ContactName as name, ContactTitle as title, Phone as phone,
  true as "primary", _file, _line
from Customers
