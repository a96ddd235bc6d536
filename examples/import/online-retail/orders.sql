-- Some invoices carry two timestamps, a minute apart.
select invoice as id, any_value(customer) as customer, min(invoiced) as ordered_at, 'online' as channel,
  any_value(country) as country, min(_line) as _line, any_value(_file) as _file
from sold
group by invoice
