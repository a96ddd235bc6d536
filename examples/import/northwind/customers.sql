select CustomerID as id, 'COMPANY' as kind, CompanyName as name, CompanyName as company_name, Phone as phone,
  Region as region, Country as country, _file, _line
from Customers
