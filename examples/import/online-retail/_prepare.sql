-- One denormalised file: sales, cancellations (C…, which are returns) and bad-debt adjustments (A…, which are no sales).
create view sold as
select InvoiceNo as invoice, upper(StockCode) as product, Description as description, Quantity::integer as quantity,
  InvoiceDate as invoiced, UnitPrice::decimal(12, 3) as price, Country as country,
  -- Sales with no known buyer belong to an anonymous customer, one for each country.
  coalesce(CustomerID, 'anonymous ' || Country) as customer, CustomerID is null as anonymous, _file, _line
from online_retail
where InvoiceNo not like 'A%';
