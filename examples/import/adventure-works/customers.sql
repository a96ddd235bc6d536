-- A customer is a person, or a store (with a person who orders for it, or with nobody: those never order).
select c.CustomerID as id,
  case when c.StoreID is null then 'PERSON' else 'COMPANY' end as kind,
  coalesce(s.Name, p.FirstName || ' ' || p.LastName) as name,
  s.Name as company_name, t.Name as region, t.CountryRegionCode as country, s.SalesPersonID as owner,
  c._file, c._line
from Customer c
left join Person p on p.BusinessEntityID = c.PersonID
left join Store s on s.BusinessEntityID = c.StoreID
left join SalesTerritory t on t.TerritoryID = c.TerritoryID
