-- CreateEnum
CREATE TYPE "audit_action" AS ENUM ('CREATED', 'CHANGED', 'DELETED', 'IMPORTED', 'ERASED');

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor" TEXT NOT NULL,
    "action" "audit_action" NOT NULL,
    "table_name" TEXT,
    "row_id" INTEGER,
    "external_id" TEXT,
    "customer_id" INTEGER,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "erased_key" (
    "hash" TEXT NOT NULL,
    "salt" TEXT NOT NULL,
    "erased_on" DATE NOT NULL,

    CONSTRAINT "erased_key_pkey" PRIMARY KEY ("hash")
);

-- CreateIndex
CREATE INDEX "audit_entry_customer_id_idx" ON "audit_entry"("customer_id");

-- CreateIndex
CREATE INDEX "audit_entry_table_name_external_id_idx" ON "audit_entry"("table_name", "external_id");

-- What Prisma's schema can't say ------------------------------------------------------------------------------------

-- Every write of a customer's data is noted by the database itself, within the writer's transaction. A writer says who it
-- is by `set_config('salesglass.actor', …, true)`; imports, which note themselves as a whole, and the erasure say
-- `set local salesglass.audit = 'off'`.

create function audit() returns trigger language plpgsql as $$
declare
  was jsonb;
  becomes jsonb;
  which jsonb;
begin
  if tg_op <> 'INSERT' then was := to_jsonb(old) - 'changed'; end if;
  if tg_op <> 'DELETE' then becomes := to_jsonb(new) - 'changed'; end if;
  if was = becomes then return null; end if;
  which := coalesce(becomes, was);
  insert into public.audit_entry (actor, action, table_name, row_id, external_id, customer_id, before, after)
  values (
    coalesce(nullif(current_setting('salesglass.actor', true), ''), 'database role ' || session_user),
    case tg_op when 'INSERT' then 'CREATED' when 'UPDATE' then 'CHANGED' else 'DELETED' end::public.audit_action,
    tg_table_name,
    (which ->> 'id')::integer,
    which ->> 'external_id',
    (which ->> case tg_table_name when 'customer' then 'id' else 'customer_id' end)::integer,
    was,
    becomes
  );
  return null;
end $$;

create trigger audit after insert or update or delete on customer for each row when (current_setting('salesglass.audit', true) is distinct from 'off') execute function audit();
create trigger audit after insert or update or delete on contact for each row when (current_setting('salesglass.audit', true) is distinct from 'off') execute function audit();
create trigger audit after insert or update or delete on interaction for each row when (current_setting('salesglass.audit', true) is distinct from 'off') execute function audit();
create trigger audit after insert or update or delete on need for each row when (current_setting('salesglass.audit', true) is distinct from 'off') execute function audit();
create trigger audit after insert or update or delete on survey_response for each row when (current_setting('salesglass.audit', true) is distinct from 'off') execute function audit();
create trigger audit after insert or update or delete on service_case for each row when (current_setting('salesglass.audit', true) is distinct from 'off') execute function audit();

-- The log only grows. The erasure of a customer, which names them by `salesglass.erasing`, may empty values in the
-- entries of that customer, and nothing else.

create function keep_audit_entry() returns trigger language plpgsql as $$
declare
  erasing text := current_setting('salesglass.erasing', true);
begin
  if tg_op = 'UPDATE'
    and (old.customer_id::text = erasing or old.before ->> 'customer_id' = erasing)
    and (new.id, new.at, new.actor, new.action, new.table_name, new.row_id, new.customer_id)
      is not distinct from (old.id, old.at, old.actor, old.action, old.table_name, old.row_id, old.customer_id)
    and public.only_emptied(old.before, new.before) and public.only_emptied(old.after, new.after)
  then
    return new;
  end if;
  raise exception 'the audit log only grows: its entries are neither changed nor deleted';
end $$;

create function only_emptied(was jsonb, becomes jsonb) returns boolean language sql immutable as $$
  select was is not distinct from becomes or not exists (
    select from jsonb_each(was) w full join jsonb_each(becomes) b on b.key = w.key
    where b.value is distinct from w.value and b.value is distinct from 'null'::jsonb)
$$;

create trigger keep_audit_entry before update or delete on audit_entry for each row execute function keep_audit_entry();
create trigger keep_audit_entries before truncate on audit_entry for each statement execute function keep_audit_entry();
