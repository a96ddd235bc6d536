-- What the server's read role may see, again in the database: a condition that a query forgets still leaks nothing.
-- The role is made by `store/read-role.ts`; every other role reads as before. Whose rows are meant is said for each
-- transaction by the settings `salesglass.rep` (an id) or `salesglass.teams` (an array of ids); without either, nobody's.

create function public.viewer_rep() returns integer language sql stable as
  $$ select nullif(current_setting('salesglass.rep', true), '')::integer $$;

create function public.viewer_teams() returns integer[] language sql stable as
  $$ select coalesce(nullif(current_setting('salesglass.teams', true), '')::integer[], '{}'::integer[]) $$;

create function public.is_scoped() returns boolean language sql stable as
  $$ select current_user = 'salesglass_read' $$;

do $$
declare
  -- Written as subqueries, which are asked once a statement and not once a row.
  own constant text := '(rep_id = (select public.viewer_rep()) or team_id = any ((select public.viewer_teams())::integer[]))';
  -- What teams alone have; a rep has none of it.
  of_teams constant text := '(team_id = any ((select public.viewer_teams())::integer[]))';
  staff constant text := '(%1$s = (select public.viewer_rep()) or %1$s in (select id from public.rep where team_id = any ((select public.viewer_teams())::integer[])))';
  in_care constant text := format(staff, 'owner_id');
  -- Whoever bought from them or is in their care, and the customers of their deals, whose names these bear.
  seen_customer constant text := in_care || ' or id in (select customer_id from public.sales_order) or id in (select customer_id from public.opportunity)';
  of_own_customers constant text := format('customer_id in (select id from public.customer where %s)', in_care);
  rule record;
begin
  for rule in
    select * from (values
      ('sales_order', own),
      ('order_line', 'order_id in (select id from public.sales_order)'),
      ('order_credit', 'order_id in (select id from public.sales_order)'),
      ('opportunity', own),
      ('opportunity_stage', 'opportunity_id in (select id from public.opportunity)'),
      ('customer', seen_customer),
      ('contact', 'customer_id in (select id from public.customer)'),
      ('interaction', of_own_customers),
      ('need', of_own_customers),
      ('survey_response', of_own_customers),
      ('service_case', of_own_customers),
      ('goal', own),
      ('statement', own),
      ('statement_line', 'statement_id in (select id from public.statement)'),
      ('dispute', 'line_id in (select id from public.statement_line)'),
      ('team_membership', own),
      ('plan_assignment', own),
      ('budget', of_teams),
      ('expense', of_teams),
      ('opening', of_teams),
      ('candidate', 'opening_id in (select id from public.opening)'),
      ('enrolment', format(staff, 'rep_id')),
      ('career_step', format(staff, 'rep_id')),
      ('review', format(staff, 'rep_id')),
      ('alert', '((customer_id is null and ' || own || ') or customer_id in (select id from public.customer))'),
      ('alert_delivery', 'alert_id in (select id from public.alert)'),
      ('salary', 'false'),
      ('audit_entry', 'false')
    ) as rules (table_name, seen)
  loop
    execute format('alter table public.%I enable row level security', rule.table_name);
    execute format(
      'create policy scoped on public.%I for all using (not (select public.is_scoped()) or (%s)) with check (not (select public.is_scoped()))',
      rule.table_name, rule.seen
    );
  end loop;
end $$;
