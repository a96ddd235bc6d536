-- Offices, and in each of them the teams of its managers.
select distinct regional_office as id, regional_office as name, null as parent from sales_teams
union all select distinct manager, manager, regional_office from sales_teams
