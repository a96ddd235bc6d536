-- A quota starts at its date and holds until the day before the person's next one; the last holds for a quarter.
-- The team is the territory that the person had on the first day, else the one of today.
select q.BusinessEntityID || '-' || q.QuotaDate[1:10] as id, 'Quota from ' || q.QuotaDate[1:10] as name,
  'revenue' as metric, q.SalesQuota as target, q.QuotaDate[1:10] as starts_on,
  coalesce(
    lead(q.QuotaDate[1:10]::date) over (partition by q.BusinessEntityID order by q.QuotaDate),
    q.QuotaDate[1:10]::date + interval 3 month
  )::date - 1 as ends_on,
  q.BusinessEntityID as rep, 'T-' || h.TerritoryID as team,
  q._file, q._line
from SalesPersonQuotaHistory q
left join SalesTerritoryHistory h on h.BusinessEntityID = q.BusinessEntityID
  and q.QuotaDate[1:10] between h.StartDate[1:10] and coalesce(h.EndDate[1:10], '9999')
