select p.ProductID as id, p.ProductName as name, c.CategoryName as category, p.UnitPrice as list_price, p._file, p._line
from Products p
left join Categories c using (CategoryID)
