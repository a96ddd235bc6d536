-- One file a year, of respondents in May. 11 is no answer to NETPRO, 6, 0 and a word for blank none to Q7ALL.
create view respondent as
select '2017-' || RESPNUM as id, make_date(2017, 5, INTDATE::integer) as day, NETPRO as recommends, Q7ALL as content,
  Q17COUNTRY as country, LANG as language, _file, _line
from "2017_SFO_Customer_Survey"
union all
select '2018-' || RESPNUM, make_date(2018, 5, INTDATE::integer), NETPRO, Q7ALL, Q18COUNTRY, LANG, _file, _line
from "2018_SFO_Customer_Survey";
