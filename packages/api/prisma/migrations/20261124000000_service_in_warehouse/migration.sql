-- AlterTable
ALTER TABLE "company" ADD COLUMN     "fiscal_pattern" TEXT NOT NULL DEFAULT 'MONTHS';

-- AlterTable
ALTER TABLE "service_case" ADD COLUMN     "changed" BIGINT NOT NULL DEFAULT ((pg_current_xact_id())::text)::bigint;

-- AlterTable
ALTER TABLE "survey_response" ADD COLUMN     "changed" BIGINT NOT NULL DEFAULT ((pg_current_xact_id())::text)::bigint;

-- CreateIndex
CREATE INDEX "service_case_changed_idx" ON "service_case"("changed");

-- CreateIndex
CREATE INDEX "survey_response_changed_idx" ON "survey_response"("changed");

-- What Prisma's schema can't say ------------------------------------------------------------------------------------

alter table company add constraint company_fiscal_pattern check (fiscal_pattern in ('MONTHS', '4-4-5', '4-5-4', '5-4-4'));

-- The marks and tombstones that the copy follows. Rows that were there already bear the mark of this transaction.

create trigger mark_changed before update on survey_response for each row execute function mark_changed();
create trigger mark_changed before update on service_case for each row execute function mark_changed();

create trigger bury_deleted after delete on survey_response referencing old table as old_row for each statement execute function bury_deleted();
create trigger bury_deleted after delete on service_case referencing old table as old_row for each statement execute function bury_deleted();

create trigger bury_old_id after update of id on survey_response for each row when (old.id <> new.id) execute function bury_old_id();
create trigger bury_old_id after update of id on service_case for each row when (old.id <> new.id) execute function bury_old_id();

create trigger bury_all before truncate on survey_response for each statement execute function bury_all();
create trigger bury_all before truncate on service_case for each statement execute function bury_all();

-- Columns, their order and types are those of core/src/warehouse.ts.

create view warehouse.survey_response as
select id, customer_id, order_id, kind::text as kind, score, responded_on as day from public.survey_response;

create view warehouse.service_case as
select id, customer_id, kind::text as kind, severity::text as severity, opened_on, resolved_on
from public.service_case;
