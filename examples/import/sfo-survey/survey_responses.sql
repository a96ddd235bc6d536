select id || '-nps' as id, id as customer, 'NPS' as kind, recommends as score, day as responded_on, _file, _line
from respondent where try_cast(recommends as integer) between 0 and 10
union all
select id || '-csat', id, 'CSAT', content, day, _file, _line
from respondent where try_cast(content as integer) between 1 and 5
