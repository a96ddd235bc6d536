-- The team at the time of the sale: the territory that the person had on that day, else the one of today.
select o.SalesOrderID as id, o.CustomerID as customer, o.SalesPersonID as rep,
  case when o.SalesPersonID is null then null
    when h.TerritoryID is not null then 'T-' || h.TerritoryID
    when s.TerritoryID is not null then 'T-' || s.TerritoryID
    else 'G-' || t."Group" end as team,
  o.OrderDate[1:10] as ordered_at,
  case o.OnlineOrderFlag when '1' then 'online' else 'reseller' end as channel,
  t.Name as region, case o.Status when '6' then 'CANCELLED' when '5' then 'COMPLETED' else 'OPEN' end as status,
  o._file, o._line
from SalesOrderHeader o
left join SalesTerritory t on t.TerritoryID = o.TerritoryID
left join SalesPerson s on s.BusinessEntityID = o.SalesPersonID
left join SalesTerritoryHistory h on h.BusinessEntityID = o.SalesPersonID
  and o.OrderDate[1:10] between h.StartDate[1:10] and coalesce(h.EndDate[1:10], '9999')
