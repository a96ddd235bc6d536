-- What Prisma's schema can't say: checks, the marks that the copy follows, and the views that analysis reads.

-- Checks ------------------------------------------------------------------------------------------------------------

alter table company
  add constraint company_is_one check (id = 1),
  add constraint company_currency check (currency ~ '^[A-Z]{3}$'),
  add constraint company_fiscal_year_start check (fiscal_year_start between 1 and 12),
  add constraint company_week_start check (week_start between 1 and 7);

alter table team add constraint team_not_its_own_parent check (parent_id <> id);

alter table product
  add constraint product_list_price check (list_price >= 0 and list_price <> 'NaN'),
  add constraint product_unit_cost check (unit_cost >= 0 and unit_cost <> 'NaN');

alter table sales_order add constraint sales_order_currency check (currency ~ '^[A-Z]{3}$');

alter table order_line
  add constraint order_line_line check (line >= 0),
  add constraint order_line_numbers check (
    quantity <> 'NaN' and unit_price <> 'NaN' and discount <> 'NaN' and net_amount <> 'NaN' and cost is distinct from 'NaN'
  );

alter table order_credit add constraint order_credit_share check (share between 0 and 1);

alter table opportunity
  add constraint opportunity_probability check (probability between 0 and 1),
  add constraint opportunity_amount check (amount <> 'NaN');

alter table need add constraint need_strength check (strength between 1 and 5);

alter table survey_response add constraint survey_response_score check (
  case kind when 'NPS' then score between 0 and 10 when 'CSAT' then score between 1 and 5 else score between 1 and 7 end
);

-- Marks -------------------------------------------------------------------------------------------------------------
-- `changed` is the id of the transaction that last wrote the row. A new row gets it by default, a written one here.

create function mark_changed() returns trigger language plpgsql as $$
begin
  new.changed := pg_current_xact_id()::text::bigint;
  return new;
end $$;

create trigger mark_changed before update on team for each row execute function mark_changed();
create trigger mark_changed before update on rep for each row execute function mark_changed();
create trigger mark_changed before update on product for each row execute function mark_changed();
create trigger mark_changed before update on customer for each row execute function mark_changed();
create trigger mark_changed before update on sales_order for each row execute function mark_changed();
create trigger mark_changed before update on opportunity for each row execute function mark_changed();

-- A deleted row leaves a tombstone, and so does a row whose id was changed, for its old id.

create function bury_deleted() returns trigger language plpgsql as $$
begin
  insert into public.tombstone (table_name, row_id) select tg_table_name, id from old_row;
  return null;
end $$;

create function bury_old_id() returns trigger language plpgsql as $$
begin
  insert into public.tombstone (table_name, row_id) values (tg_table_name, old.id);
  return null;
end $$;

create function bury_all() returns trigger language plpgsql as $$
begin
  execute format('insert into public.tombstone (table_name, row_id) select %L, id from %I.%I', tg_table_name, tg_table_schema, tg_table_name);
  return null;
end $$;

create trigger bury_deleted after delete on team referencing old table as old_row for each statement execute function bury_deleted();
create trigger bury_deleted after delete on rep referencing old table as old_row for each statement execute function bury_deleted();
create trigger bury_deleted after delete on product referencing old table as old_row for each statement execute function bury_deleted();
create trigger bury_deleted after delete on customer referencing old table as old_row for each statement execute function bury_deleted();
create trigger bury_deleted after delete on sales_order referencing old table as old_row for each statement execute function bury_deleted();
create trigger bury_deleted after delete on opportunity referencing old table as old_row for each statement execute function bury_deleted();

create trigger bury_old_id after update of id on team for each row when (old.id <> new.id) execute function bury_old_id();
create trigger bury_old_id after update of id on rep for each row when (old.id <> new.id) execute function bury_old_id();
create trigger bury_old_id after update of id on product for each row when (old.id <> new.id) execute function bury_old_id();
create trigger bury_old_id after update of id on customer for each row when (old.id <> new.id) execute function bury_old_id();
create trigger bury_old_id after update of id on sales_order for each row when (old.id <> new.id) execute function bury_old_id();
create trigger bury_old_id after update of id on opportunity for each row when (old.id <> new.id) execute function bury_old_id();

create trigger bury_all before truncate on team for each statement execute function bury_all();
create trigger bury_all before truncate on rep for each statement execute function bury_all();
create trigger bury_all before truncate on product for each statement execute function bury_all();
create trigger bury_all before truncate on customer for each statement execute function bury_all();
create trigger bury_all before truncate on sales_order for each statement execute function bury_all();
create trigger bury_all before truncate on opportunity for each statement execute function bury_all();

-- Lines and credits -------------------------------------------------------------------------------------------------
-- A written line moves its order's mark and net amount. The orders are locked first, in the order of their ids, so
-- that of two transactions that write lines of one order the second sums after the first has committed.
-- Bulk writers that set `net_amount` and `changed` themselves say `set local salesglass.bulk = 'on'`.

create function sum_orders(order_ids integer[]) returns void language plpgsql as $$
begin
  perform 1 from public.sales_order where id = any (order_ids) order by id for no key update;
  update public.sales_order o
  set net_amount = coalesce((select sum(l.net_amount) from public.order_line l where l.order_id = o.id), 0)
  where o.id = any (order_ids);
end $$;

create function lines_inserted() returns trigger language plpgsql as $$
begin
  if current_setting('salesglass.bulk', true) = 'on' then return null; end if;
  perform public.sum_orders(array(select distinct order_id from new_row));
  return null;
end $$;

create function lines_updated() returns trigger language plpgsql as $$
begin
  if current_setting('salesglass.bulk', true) = 'on' then return null; end if;
  perform public.sum_orders(array(select order_id from new_row union select order_id from old_row));
  return null;
end $$;

create function lines_deleted() returns trigger language plpgsql as $$
begin
  if current_setting('salesglass.bulk', true) = 'on' then return null; end if;
  perform public.sum_orders(array(select distinct order_id from old_row));
  return null;
end $$;

create function lines_truncated() returns trigger language plpgsql as $$
begin
  update public.sales_order o set net_amount = 0
  where exists (select from public.order_line l where l.order_id = o.id);
  return null;
end $$;

create trigger lines_inserted after insert on order_line referencing new table as new_row for each statement execute function lines_inserted();
create trigger lines_updated after update on order_line referencing old table as old_row new table as new_row for each statement execute function lines_updated();
create trigger lines_deleted after delete on order_line referencing old table as old_row for each statement execute function lines_deleted();
create trigger lines_truncated before truncate on order_line for each statement execute function lines_truncated();

create function credits_inserted() returns trigger language plpgsql as $$
begin
  if current_setting('salesglass.bulk', true) = 'on' then return null; end if;
  update public.sales_order set changed = changed where id in (select order_id from new_row);
  return null;
end $$;

create function credits_updated() returns trigger language plpgsql as $$
begin
  if current_setting('salesglass.bulk', true) = 'on' then return null; end if;
  update public.sales_order set changed = changed
  where id in (select order_id from new_row union select order_id from old_row);
  return null;
end $$;

create function credits_deleted() returns trigger language plpgsql as $$
begin
  if current_setting('salesglass.bulk', true) = 'on' then return null; end if;
  update public.sales_order set changed = changed where id in (select order_id from old_row);
  return null;
end $$;

create trigger credits_inserted after insert on order_credit referencing new table as new_row for each statement execute function credits_inserted();
create trigger credits_updated after update on order_credit referencing old table as old_row new table as new_row for each statement execute function credits_updated();
create trigger credits_deleted after delete on order_credit referencing old table as old_row for each statement execute function credits_deleted();

-- The warehouse -----------------------------------------------------------------------------------------------------
-- Columns, their order and types are those of core/src/warehouse.ts.

create schema warehouse;

create view warehouse.sale as
select l.order_id, l.line, o.day, o.customer_id, o.rep_id, o.team_id, o.channel, o.region, o.country, l.product_id,
  l.quantity, l.unit_price, l.discount, l.net_amount, l.cost, o.net_amount as order_net
from public.order_line l
join public.sales_order o on o.customer_id = l.customer_id and o.id = l.order_id
where o.status <> 'CANCELLED';

create view warehouse.customer as
select id, external_id, kind::text as kind, name, company_name, email, industry, region, country, owner_id, source,
  acquired_on, referred_by_id, anonymous
from public.customer;

create view warehouse.product as select id, external_id, name, category from public.product;

create view warehouse.rep as select id, external_id, name, team_id from public.rep;

create view warehouse.team as select id, external_id, name, parent_id from public.team;

create view warehouse.opportunity as
select id, customer_id, rep_id, team_id, product_id, stage, status::text as status, amount, probability, created_on,
  closed_on
from public.opportunity;
