-- GTXPro is GTX Pro. Open deals may lack an account, and early ones a date.
select d.opportunity_id as id, d.account as customer, d.sales_agent as rep, t.manager as team,
  case d.product when 'GTXPro' then 'GTX Pro' else d.product end as product, d.deal_stage as stage,
  case d.deal_stage when 'Won' then 'WON' when 'Lost' then 'LOST' else 'OPEN' end as status,
  d.close_value as amount, d.engage_date as created_on, d.close_date as closed_on, d._file, d._line
from sales_pipeline d
left join sales_teams t using (sales_agent)
