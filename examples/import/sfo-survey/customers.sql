-- Nobody is named. Countries are as people wrote them, where they live abroad.
select id, 'PERSON' as kind, 'Respondent ' || id as name, country,
  case language when '1' then 'English' when '2' then 'Spanish' when '3' then 'Chinese' when '4' then 'Japanese' end as region,
  _file, _line
from respondent
