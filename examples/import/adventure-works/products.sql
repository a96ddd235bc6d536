select p.ProductID as id, p.Name as name, c.Name as category, p.ListPrice as list_price, p.StandardCost as unit_cost,
  p._file, p._line
from Product p
left join ProductSubcategory s on s.ProductSubcategoryID = p.ProductSubcategoryID
left join ProductCategory c on c.ProductCategoryID = s.ProductCategoryID
