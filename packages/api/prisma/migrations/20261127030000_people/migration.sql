-- CreateTable
CREATE TABLE "budget" (
    "id" SERIAL NOT NULL,
    "external_id" TEXT NOT NULL,
    "team_id" INTEGER,
    "category" TEXT NOT NULL,
    "month" DATE NOT NULL,
    "amount" DECIMAL(18,4) NOT NULL,
    "currency" TEXT NOT NULL,
    "changed" BIGINT NOT NULL DEFAULT ((pg_current_xact_id())::text)::bigint,

    CONSTRAINT "budget_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "expense" (
    "id" SERIAL NOT NULL,
    "external_id" TEXT NOT NULL,
    "team_id" INTEGER,
    "category" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "amount" DECIMAL(18,4) NOT NULL,
    "currency" TEXT NOT NULL,
    "channel" TEXT,
    "campaign" TEXT,
    "note" TEXT,
    "changed" BIGINT NOT NULL DEFAULT ((pg_current_xact_id())::text)::bigint,

    CONSTRAINT "expense_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "opening" (
    "id" SERIAL NOT NULL,
    "external_id" TEXT NOT NULL,
    "team_id" INTEGER,
    "title" TEXT NOT NULL,
    "headcount" INTEGER NOT NULL DEFAULT 1,
    "opened_on" DATE NOT NULL,
    "filled_on" DATE,
    "closed_on" DATE,
    "changed" BIGINT NOT NULL DEFAULT ((pg_current_xact_id())::text)::bigint,

    CONSTRAINT "opening_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "candidate" (
    "id" SERIAL NOT NULL,
    "external_id" TEXT NOT NULL,
    "opening_id" INTEGER NOT NULL,
    "name" TEXT,
    "source" TEXT,
    "applied_on" DATE NOT NULL,
    "screened_on" DATE,
    "interviewed_on" DATE,
    "offered_on" DATE,
    "hired_on" DATE,
    "rejected_on" DATE,
    "changed" BIGINT NOT NULL DEFAULT ((pg_current_xact_id())::text)::bigint,

    CONSTRAINT "candidate_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "budget_external_id_key" ON "budget"("external_id");

-- CreateIndex
CREATE INDEX "budget_team_id_idx" ON "budget"("team_id");

-- CreateIndex
CREATE INDEX "budget_month_idx" ON "budget"("month");

-- CreateIndex
CREATE INDEX "budget_changed_idx" ON "budget"("changed");

-- CreateIndex
CREATE UNIQUE INDEX "expense_external_id_key" ON "expense"("external_id");

-- CreateIndex
CREATE INDEX "expense_team_id_idx" ON "expense"("team_id");

-- CreateIndex
CREATE INDEX "expense_day_idx" ON "expense"("day");

-- CreateIndex
CREATE INDEX "expense_changed_idx" ON "expense"("changed");

-- CreateIndex
CREATE UNIQUE INDEX "opening_external_id_key" ON "opening"("external_id");

-- CreateIndex
CREATE INDEX "opening_team_id_idx" ON "opening"("team_id");

-- CreateIndex
CREATE INDEX "opening_changed_idx" ON "opening"("changed");

-- CreateIndex
CREATE UNIQUE INDEX "candidate_external_id_key" ON "candidate"("external_id");

-- CreateIndex
CREATE INDEX "candidate_opening_id_idx" ON "candidate"("opening_id");

-- CreateIndex
CREATE INDEX "candidate_changed_idx" ON "candidate"("changed");

-- AddForeignKey
ALTER TABLE "budget" ADD CONSTRAINT "budget_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "expense" ADD CONSTRAINT "expense_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opening" ADD CONSTRAINT "opening_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "candidate" ADD CONSTRAINT "candidate_opening_id_fkey" FOREIGN KEY ("opening_id") REFERENCES "opening"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema can't say ------------------------------------------------------------------------------------

alter table budget
  add constraint budget_amount check (amount >= 0 and amount <> 'NaN'),
  add constraint budget_month check (month = date_trunc('month', month)::date);

alter table expense add constraint expense_amount check (amount <> 'NaN');

alter table opening
  add constraint opening_headcount check (headcount > 0),
  add constraint opening_ended check ((filled_on is null or closed_on is null) and filled_on >= opened_on and closed_on >= opened_on);

alter table candidate
  add constraint candidate_ended check (hired_on is null or rejected_on is null),
  add constraint candidate_order check (
    greatest(applied_on, screened_on) = coalesce(screened_on, applied_on)
    and greatest(applied_on, screened_on, interviewed_on) = coalesce(interviewed_on, screened_on, applied_on)
    and greatest(applied_on, screened_on, interviewed_on, offered_on) = coalesce(offered_on, interviewed_on, screened_on, applied_on)
    and greatest(applied_on, screened_on, interviewed_on, offered_on, coalesce(hired_on, rejected_on))
      = coalesce(hired_on, rejected_on, offered_on, interviewed_on, screened_on, applied_on));

-- The marks and tombstones that the copy follows.

create trigger mark_changed before update on budget for each row execute function mark_changed();
create trigger mark_changed before update on expense for each row execute function mark_changed();
create trigger mark_changed before update on opening for each row execute function mark_changed();
create trigger mark_changed before update on candidate for each row execute function mark_changed();

create trigger bury_deleted after delete on budget referencing old table as old_row for each statement execute function bury_deleted();
create trigger bury_deleted after delete on expense referencing old table as old_row for each statement execute function bury_deleted();
create trigger bury_deleted after delete on opening referencing old table as old_row for each statement execute function bury_deleted();
create trigger bury_deleted after delete on candidate referencing old table as old_row for each statement execute function bury_deleted();

create trigger bury_old_id after update of id on budget for each row when (old.id <> new.id) execute function bury_old_id();
create trigger bury_old_id after update of id on expense for each row when (old.id <> new.id) execute function bury_old_id();
create trigger bury_old_id after update of id on opening for each row when (old.id <> new.id) execute function bury_old_id();
create trigger bury_old_id after update of id on candidate for each row when (old.id <> new.id) execute function bury_old_id();

create trigger bury_all before truncate on budget for each statement execute function bury_all();
create trigger bury_all before truncate on expense for each statement execute function bury_all();
create trigger bury_all before truncate on opening for each statement execute function bury_all();
create trigger bury_all before truncate on candidate for each statement execute function bury_all();

-- Who wrote what is noted. Of candidates the log says what was done, and never who they are: it only grows, and a name in
-- it could not be taken back.

create function audit_candidate() returns trigger language plpgsql as $$
declare
  was jsonb;
  becomes jsonb;
begin
  if tg_op <> 'INSERT' then was := to_jsonb(old) - array['changed', 'name', 'external_id']; end if;
  if tg_op <> 'DELETE' then becomes := to_jsonb(new) - array['changed', 'name', 'external_id']; end if;
  if was = becomes and old.name is not distinct from new.name and old.external_id = new.external_id then return null; end if;
  insert into public.audit_entry (actor, action, table_name, row_id, before, after)
  values (
    coalesce(nullif(current_setting('salesglass.actor', true), ''), 'database role ' || session_user),
    case tg_op when 'INSERT' then 'CREATED' when 'UPDATE' then 'CHANGED' else 'DELETED' end::public.audit_action,
    tg_table_name,
    (coalesce(becomes, was) ->> 'id')::integer,
    was,
    becomes
  );
  return null;
end $$;

create trigger audit after insert or update or delete on budget for each row when (current_setting('salesglass.audit', true) is distinct from 'off') execute function audit();
create trigger audit after insert or update or delete on expense for each row when (current_setting('salesglass.audit', true) is distinct from 'off') execute function audit();
create trigger audit after insert or update or delete on opening for each row when (current_setting('salesglass.audit', true) is distinct from 'off') execute function audit();
create trigger audit after insert or update or delete on candidate for each row when (current_setting('salesglass.audit', true) is distinct from 'off') execute function audit_candidate();

-- Columns, their order and types are those of core/src/warehouse.ts.

create view warehouse.budget as
select id, team_id, category, amount, month as starts_on, (month + interval '1 month' - interval '1 day')::date as ends_on
from public.budget;

create view warehouse.expense as
select id, team_id, category, day, amount, channel, campaign from public.expense;

create view warehouse.opening as
select id, team_id, title, headcount, opened_on, filled_on, closed_on from public.opening;

create view warehouse.candidate as
select id, opening_id, source, applied_on, screened_on, interviewed_on, offered_on, hired_on, rejected_on
from public.candidate;
