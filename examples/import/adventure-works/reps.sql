-- The three managers have no territory; their job titles name their group.
select s.BusinessEntityID as id, p.FirstName || ' ' || p.LastName as name, e.HireDate as hired_on,
  case when s.TerritoryID is not null then 'T-' || s.TerritoryID
    when e.JobTitle like 'North American%' then 'G-North America'
    when e.JobTitle like 'European%' then 'G-Europe'
    when e.JobTitle like 'Pacific%' then 'G-Pacific'
    else 'ALL' end as team,
  s._file, s._line
from SalesPerson s
join Person p using (BusinessEntityID)
join Employee e using (BusinessEntityID)
