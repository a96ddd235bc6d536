-- AlterTable
ALTER TABLE "opportunity" ADD COLUMN     "lost_to" TEXT,
ADD COLUMN     "source" TEXT;

-- CreateTable
CREATE TABLE "pipeline_stage" (
    "id" SERIAL NOT NULL,
    "external_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_zh" TEXT,
    "rank" INTEGER NOT NULL,
    "kind" "opportunity_status" NOT NULL DEFAULT 'OPEN',
    "probability" DECIMAL(5,4),
    "changed" BIGINT NOT NULL DEFAULT ((pg_current_xact_id())::text)::bigint,

    CONSTRAINT "pipeline_stage_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "pipeline_stage_external_id_key" ON "pipeline_stage"("external_id");

-- CreateIndex
CREATE INDEX "pipeline_stage_changed_idx" ON "pipeline_stage"("changed");

-- What Prisma's schema can't say ------------------------------------------------------------------------------------

alter table pipeline_stage
  add constraint pipeline_stage_probability check (probability between 0 and 1),
  add constraint pipeline_stage_decided check (kind = 'OPEN' or probability is null);

-- The marks and tombstones that the copy follows.

create trigger mark_changed before update on pipeline_stage for each row execute function mark_changed();
create trigger bury_deleted after delete on pipeline_stage referencing old table as old_row for each statement execute function bury_deleted();
create trigger bury_old_id after update of id on pipeline_stage for each row when (old.id <> new.id) execute function bury_old_id();
create trigger bury_all before truncate on pipeline_stage for each statement execute function bury_all();

-- An opportunity's history is copied with it, so what is written of the history moves the opportunity's mark, as credits
-- move an order's. Bulk writers that move it themselves say `set local salesglass.bulk = 'on'`.

create function stages_inserted() returns trigger language plpgsql as $$
begin
  if current_setting('salesglass.bulk', true) = 'on' then return null; end if;
  update public.opportunity set changed = changed where id in (select opportunity_id from new_row);
  return null;
end $$;

create function stages_updated() returns trigger language plpgsql as $$
begin
  if current_setting('salesglass.bulk', true) = 'on' then return null; end if;
  update public.opportunity set changed = changed
  where id in (select opportunity_id from new_row union select opportunity_id from old_row);
  return null;
end $$;

create function stages_deleted() returns trigger language plpgsql as $$
begin
  if current_setting('salesglass.bulk', true) = 'on' then return null; end if;
  update public.opportunity set changed = changed where id in (select opportunity_id from old_row);
  return null;
end $$;

create function stages_truncated() returns trigger language plpgsql as $$
begin
  update public.opportunity o set changed = changed
  where exists (select from public.opportunity_stage s where s.opportunity_id = o.id);
  return null;
end $$;

create trigger stages_inserted after insert on opportunity_stage referencing new table as new_row for each statement execute function stages_inserted();
create trigger stages_updated after update on opportunity_stage referencing old table as old_row new table as new_row for each statement execute function stages_updated();
create trigger stages_deleted after delete on opportunity_stage referencing old table as old_row for each statement execute function stages_deleted();
create trigger stages_truncated before truncate on opportunity_stage for each statement execute function stages_truncated();

-- Who wrote what is noted.

create trigger audit after insert or update or delete on pipeline_stage for each row when (current_setting('salesglass.audit', true) is distinct from 'off') execute function audit();

-- Columns, their order and types are those of core/src/warehouse.ts.

create or replace view warehouse.opportunity as
select id, customer_id, rep_id, team_id, product_id, stage, status::text as status, amount, probability, created_on,
  closed_on, expected_close_on, loss_reason, lost_to, source
from public.opportunity;

create view warehouse.opportunity_stage as
select opportunity_id, stage, entered_on from public.opportunity_stage;

create view warehouse.pipeline_stage as
select id, external_id, name, name_zh, rank, kind::text as kind, probability from public.pipeline_stage;
