-- A manager belongs to the team that he or she leads, everybody else to the manager's.
select EmployeeID as id, FirstName || ' ' || LastName as name, HireDate as hired_on,
  case when EmployeeID in (select ReportsTo from Employees) then 'T' || EmployeeID else 'T' || ReportsTo end as team,
  _file, _line
from Employees
