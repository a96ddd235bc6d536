select c.CustomerID as id, c.CustomerID as customer, p.FirstName || ' ' || p.LastName as name, p.Title as title,
  true as "primary", c._file, c._line
from Customer c
join Person p on p.BusinessEntityID = c.PersonID
where c.StoreID is not null
