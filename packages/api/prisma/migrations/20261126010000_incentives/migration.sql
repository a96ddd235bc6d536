-- CreateEnum
CREATE TYPE "team_role" AS ENUM ('MEMBER', 'MANAGER');

-- CreateEnum
CREATE TYPE "plan_status" AS ENUM ('DRAFT', 'ACTIVE');

-- CreateEnum
CREATE TYPE "dispute_status" AS ENUM ('OPEN', 'ACCEPTED', 'REJECTED');

-- AlterTable
ALTER TABLE "sales_order" ADD COLUMN     "return_of_id" INTEGER;

-- CreateTable
CREATE TABLE "team_membership" (
    "id" SERIAL NOT NULL,
    "external_id" TEXT NOT NULL,
    "rep_id" INTEGER NOT NULL,
    "team_id" INTEGER NOT NULL,
    "role" "team_role" NOT NULL DEFAULT 'MEMBER',
    "starts_on" DATE NOT NULL,
    "ends_on" DATE,

    CONSTRAINT "team_membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "salary" (
    "id" SERIAL NOT NULL,
    "external_id" TEXT NOT NULL,
    "rep_id" INTEGER NOT NULL,
    "amount" DECIMAL(18,4) NOT NULL,
    "starts_on" DATE NOT NULL,

    CONSTRAINT "salary_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plan_version" (
    "id" SERIAL NOT NULL,
    "plan" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "status" "plan_status" NOT NULL DEFAULT 'DRAFT',
    "starts_on" DATE NOT NULL,
    "ends_on" DATE,
    "document" JSONB NOT NULL,
    "used_in" TEXT,

    CONSTRAINT "plan_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plan_assignment" (
    "id" SERIAL NOT NULL,
    "external_id" TEXT NOT NULL,
    "plan" TEXT NOT NULL,
    "rep_id" INTEGER,
    "team_id" INTEGER,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE,

    CONSTRAINT "plan_assignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pay_period" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,
    "closed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_by" TEXT NOT NULL,

    CONSTRAINT "pay_period_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "statement" (
    "id" SERIAL NOT NULL,
    "period_id" INTEGER NOT NULL,
    "rep_id" INTEGER NOT NULL,
    "team_id" INTEGER,
    "total" DECIMAL(18,4) NOT NULL,
    "input_hash" TEXT NOT NULL,
    "state" JSONB NOT NULL,
    "approved_at" TIMESTAMPTZ(3),
    "approved_by" TEXT,
    "changed" BIGINT NOT NULL DEFAULT ((pg_current_xact_id())::text)::bigint,

    CONSTRAINT "statement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "statement_line" (
    "id" SERIAL NOT NULL,
    "statement_id" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "plan" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "component" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "basis" DECIMAL(38,12),
    "rate" DECIMAL(38,12),
    "amount" DECIMAL(18,4) NOT NULL,
    "detail" JSONB NOT NULL,

    CONSTRAINT "statement_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dispute" (
    "id" SERIAL NOT NULL,
    "line_id" INTEGER NOT NULL,
    "status" "dispute_status" NOT NULL DEFAULT 'OPEN',
    "reason" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "opened_by" TEXT NOT NULL,
    "answer" TEXT,
    "answered_at" TIMESTAMPTZ(3),
    "answered_by" TEXT,

    CONSTRAINT "dispute_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "team_membership_external_id_key" ON "team_membership"("external_id");

-- CreateIndex
CREATE INDEX "team_membership_rep_id_idx" ON "team_membership"("rep_id");

-- CreateIndex
CREATE INDEX "team_membership_team_id_idx" ON "team_membership"("team_id");

-- CreateIndex
CREATE UNIQUE INDEX "salary_external_id_key" ON "salary"("external_id");

-- CreateIndex
CREATE UNIQUE INDEX "salary_rep_id_starts_on_key" ON "salary"("rep_id", "starts_on");

-- CreateIndex
CREATE UNIQUE INDEX "plan_version_plan_version_key" ON "plan_version"("plan", "version");

-- CreateIndex
CREATE UNIQUE INDEX "plan_assignment_external_id_key" ON "plan_assignment"("external_id");

-- CreateIndex
CREATE INDEX "plan_assignment_rep_id_idx" ON "plan_assignment"("rep_id");

-- CreateIndex
CREATE INDEX "plan_assignment_team_id_idx" ON "plan_assignment"("team_id");

-- CreateIndex
CREATE UNIQUE INDEX "pay_period_key_key" ON "pay_period"("key");

-- CreateIndex
CREATE INDEX "statement_rep_id_idx" ON "statement"("rep_id");

-- CreateIndex
CREATE INDEX "statement_changed_idx" ON "statement"("changed");

-- CreateIndex
CREATE UNIQUE INDEX "statement_period_id_rep_id_key" ON "statement"("period_id", "rep_id");

-- CreateIndex
CREATE UNIQUE INDEX "statement_line_statement_id_line_key" ON "statement_line"("statement_id", "line");

-- CreateIndex
CREATE INDEX "dispute_line_id_idx" ON "dispute"("line_id");

-- CreateIndex
CREATE INDEX "sales_order_return_of_id_idx" ON "sales_order"("return_of_id");

-- AddForeignKey
ALTER TABLE "sales_order" ADD CONSTRAINT "sales_order_return_of_id_fkey" FOREIGN KEY ("return_of_id") REFERENCES "sales_order"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_membership" ADD CONSTRAINT "team_membership_rep_id_fkey" FOREIGN KEY ("rep_id") REFERENCES "rep"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_membership" ADD CONSTRAINT "team_membership_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "salary" ADD CONSTRAINT "salary_rep_id_fkey" FOREIGN KEY ("rep_id") REFERENCES "rep"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_assignment" ADD CONSTRAINT "plan_assignment_rep_id_fkey" FOREIGN KEY ("rep_id") REFERENCES "rep"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_assignment" ADD CONSTRAINT "plan_assignment_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement" ADD CONSTRAINT "statement_period_id_fkey" FOREIGN KEY ("period_id") REFERENCES "pay_period"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement" ADD CONSTRAINT "statement_rep_id_fkey" FOREIGN KEY ("rep_id") REFERENCES "rep"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement" ADD CONSTRAINT "statement_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement_line" ADD CONSTRAINT "statement_line_statement_id_fkey" FOREIGN KEY ("statement_id") REFERENCES "statement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_line_id_fkey" FOREIGN KEY ("line_id") REFERENCES "statement_line"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema can't say ------------------------------------------------------------------------------------

alter table sales_order add constraint sales_order_not_its_own_return check (return_of_id <> id);
alter table team_membership add constraint team_membership_days check (ends_on >= starts_on);
alter table salary add constraint salary_amount check (amount >= 0 and amount <> 'NaN');
alter table plan_version
  add constraint plan_version_number check (version >= 1),
  add constraint plan_version_days check (ends_on >= starts_on);
alter table plan_assignment
  add constraint plan_assignment_days check (ends_on >= starts_on),
  add constraint plan_assignment_of_one check ((rep_id is null) <> (team_id is null));
alter table pay_period add constraint pay_period_days check (ends_on >= starts_on);
alter table statement add constraint statement_approved check ((approved_at is null) = (approved_by is null));
alter table dispute
  add constraint dispute_answered check ((status = 'OPEN') = (answered_at is null) and (answered_at is null) = (answered_by is null)),
  add constraint dispute_reason check (trim(reason) <> '');

-- What was paid never changes: of a statement only the approval does, and an answer of a dispute is given once. A plan
-- version that a closed period has used may end, and nothing else.

create function keep_paid() returns trigger language plpgsql as $$
declare
  free text[] := case tg_table_name
    when 'statement' then array['approved_at', 'approved_by', 'changed']
    when 'dispute' then array['status', 'answer', 'answered_at', 'answered_by']
    else array[]::text[] end;
begin
  if tg_op = 'UPDATE' and to_jsonb(old) - free = to_jsonb(new) - free
    and not (tg_table_name = 'dispute' and to_jsonb(old) ->> 'status' <> 'OPEN') then
    return new;
  end if;
  raise exception '% % is part of a closed period: what was paid never changes, corrections are lines of a later statement', tg_table_name, coalesce(to_jsonb(old) ->> 'id', 'rows');
end $$;

create trigger keep_paid before update or delete on pay_period for each row execute function keep_paid();
create trigger keep_paid before update or delete on statement for each row execute function keep_paid();
create trigger keep_paid before update or delete on statement_line for each row execute function keep_paid();
create trigger keep_paid before update or delete on dispute for each row execute function keep_paid();

create function keep_used_plan() returns trigger language plpgsql as $$
begin
  if old.used_in is null then return coalesce(new, old); end if;
  if tg_op = 'UPDATE' and to_jsonb(old) - array['ends_on', 'document'] = to_jsonb(new) - array['ends_on', 'document']
    and old.document - 'to' = new.document - 'to' then
    return new;
  end if;
  raise exception 'version % of plan "%" was used to close %: it may end, and a new version may follow', old.version, old.plan, old.used_in;
end $$;

create trigger keep_used_plan before update or delete on plan_version for each row execute function keep_used_plan();

-- The marks and tombstones that the copy follows.

create trigger mark_changed before update on statement for each row execute function mark_changed();

-- Who changed what. Closing a period is one entry, for all of its statements.

create or replace function audit() returns trigger language plpgsql as $$
declare
  kept text[] := case tg_table_name when 'goal' then array['changed', 'quota'] when 'statement' then array['changed', 'state'] else array['changed'] end;
  was jsonb;
  becomes jsonb;
  which jsonb;
begin
  if tg_op <> 'INSERT' then was := to_jsonb(old) - kept; end if;
  if tg_op <> 'DELETE' then becomes := to_jsonb(new) - kept; end if;
  if was = becomes then return null; end if;
  which := coalesce(becomes, was);
  insert into public.audit_entry (actor, action, table_name, row_id, external_id, customer_id, before, after)
  values (
    coalesce(nullif(current_setting('salesglass.actor', true), ''), 'database role ' || session_user),
    case tg_op when 'INSERT' then 'CREATED' when 'UPDATE' then 'CHANGED' else 'DELETED' end::public.audit_action,
    tg_table_name,
    (which ->> 'id')::integer,
    coalesce(which ->> 'external_id', case tg_table_name when 'plan_version' then which ->> 'plan' when 'pay_period' then which ->> 'key' end),
    (which ->> case tg_table_name when 'customer' then 'id' else 'customer_id' end)::integer,
    was,
    becomes
  );
  return null;
end $$;

create trigger audit after insert or update or delete on team_membership for each row when (current_setting('salesglass.audit', true) is distinct from 'off') execute function audit();
create trigger audit after insert or update or delete on salary for each row when (current_setting('salesglass.audit', true) is distinct from 'off') execute function audit();
create trigger audit after insert or update or delete on plan_version for each row when (current_setting('salesglass.audit', true) is distinct from 'off') execute function audit();
create trigger audit after insert or update or delete on plan_assignment for each row when (current_setting('salesglass.audit', true) is distinct from 'off') execute function audit();
create trigger audit after insert on pay_period for each row execute function audit();
create trigger audit after update on statement for each row execute function audit();
create trigger audit after insert or update on dispute for each row execute function audit();

-- Columns, their order and types are those of core/src/warehouse.ts.

create or replace view warehouse.sale as
select l.order_id, l.line, o.day, o.customer_id, o.rep_id, o.team_id, o.channel, o.region, o.country, l.product_id,
  l.quantity, l.unit_price, l.discount, l.net_amount, l.cost, o.net_amount as order_net, o.paid_on, o.return_of_id
from public.order_line l
join public.sales_order o on o.customer_id = l.customer_id and o.id = l.order_id
where o.status <> 'CANCELLED';

create view warehouse.credit as
select c.order_id, c.rep_id, c.share
from public.order_credit c
join public.sales_order o on o.customer_id = c.customer_id and o.id = c.order_id
where o.status <> 'CANCELLED';

create view warehouse.payout as
select l.statement_id, l.line, s.rep_id, s.team_id, p.ends_on as day, l.amount
from public.statement_line l
join public.statement s on s.id = l.statement_id
join public.pay_period p on p.id = s.period_id;
