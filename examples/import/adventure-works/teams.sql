-- The company, its sales groups, and their territories.
select 'ALL' as id, 'Sales' as name, null as parent
union all select distinct 'G-' || "Group", "Group", 'ALL' from SalesTerritory
union all select 'T-' || TerritoryID, Name, 'G-' || "Group" from SalesTerritory
