-- AlterTable
ALTER TABLE "customer" ADD COLUMN     "erased_on" DATE;

-- AlterTable
ALTER TABLE "interaction" ADD COLUMN     "changed" BIGINT NOT NULL DEFAULT ((pg_current_xact_id())::text)::bigint,
ADD COLUMN     "day" DATE NOT NULL DEFAULT CURRENT_DATE;

-- AlterTable
ALTER TABLE "need" ADD COLUMN     "changed" BIGINT NOT NULL DEFAULT ((pg_current_xact_id())::text)::bigint;

-- CreateIndex
CREATE INDEX "interaction_changed_idx" ON "interaction"("changed");

-- CreateIndex
CREATE INDEX "need_changed_idx" ON "need"("changed");

-- What Prisma's schema can't say ------------------------------------------------------------------------------------

-- The day of the company's calendar that an interaction belongs to, whoever writes it.

create function set_interaction_day() returns trigger language plpgsql as $$
begin
  new.day := (new.at at time zone coalesce((select time_zone from public.company), 'UTC'))::date;
  return new;
end $$;

update interaction set day = (at at time zone coalesce((select time_zone from company), 'UTC'))::date;

create trigger set_day before insert or update of at, day on interaction for each row execute function set_interaction_day();

create function set_interaction_days() returns trigger language plpgsql as $$
begin
  update public.interaction set at = at;
  return null;
end $$;

create trigger set_interaction_days after update of time_zone on company for each row
  when (old.time_zone <> new.time_zone) execute function set_interaction_days();

-- The marks and tombstones that the copy follows. Rows that were there already bear the mark of this transaction.

create trigger mark_changed before update on interaction for each row execute function mark_changed();
create trigger mark_changed before update on need for each row execute function mark_changed();

create trigger bury_deleted after delete on interaction referencing old table as old_row for each statement execute function bury_deleted();
create trigger bury_deleted after delete on need referencing old table as old_row for each statement execute function bury_deleted();

create trigger bury_old_id after update of id on interaction for each row when (old.id <> new.id) execute function bury_old_id();
create trigger bury_old_id after update of id on need for each row when (old.id <> new.id) execute function bury_old_id();

create trigger bury_all before truncate on interaction for each statement execute function bury_all();
create trigger bury_all before truncate on need for each statement execute function bury_all();

-- Columns, their order and types are those of core/src/warehouse.ts.

create or replace view warehouse.customer as
select id, external_id, kind::text as kind, name, company_name, email, industry, region, country, owner_id, source,
  acquired_on, referred_by_id, anonymous, erased_on is not null as erased
from public.customer;

create view warehouse.interaction as
select id, customer_id, rep_id, kind::text as kind, day from public.interaction;

create view warehouse.need as
select id, customer_id, topic, product_id, category, source::text as source, strength, expected_on, status::text as status,
  recorded_on
from public.need;
