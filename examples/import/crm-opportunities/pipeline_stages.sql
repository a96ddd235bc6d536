-- The stages as the data dictionary has them, in their order.
select id, id as name, rank, kind from (values ('Prospecting', 1, 'OPEN'), ('Engaging', 2, 'OPEN'), ('Won', 3, 'WON'), ('Lost', 4, 'LOST')) as s(id, rank, kind)
