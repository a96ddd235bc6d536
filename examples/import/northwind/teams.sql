-- One team for each manager: whoever others report to. Its parent is the team of the manager's own manager.
select 'T' || manager.EmployeeID as id,
  'Team ' || manager.FirstName || ' ' || manager.LastName as name,
  'T' || manager.ReportsTo as parent
from Employees as manager
where manager.EmployeeID in (select ReportsTo from Employees)
