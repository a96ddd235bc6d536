select opportunity_id as opportunity, 'Engaging' as stage, engage_date as entered_on, _file, _line
from sales_pipeline where engage_date is not null
union all
select opportunity_id, deal_stage, close_date, _file, _line
from sales_pipeline where close_date is not null
