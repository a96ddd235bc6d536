-- CreateEnum
CREATE TYPE "indicator_kind" AS ENUM ('UNEMPLOYMENT', 'OUTPUT', 'PRICES', 'INFLATION', 'INTEREST_RATE', 'OTHER');

-- CreateEnum
CREATE TYPE "indicator_frequency" AS ENUM ('MONTH', 'QUARTER', 'YEAR');

-- CreateEnum
CREATE TYPE "competitor_topic" AS ENUM ('FEATURE', 'PRICE', 'SHARE', 'REVIEW');

-- CreateEnum
CREATE TYPE "competitor_move_kind" AS ENUM ('NEW_PRODUCT', 'NEW_SERVICE', 'CAMPAIGN', 'PRICE_CHANGE');

-- CreateEnum
CREATE TYPE "demand_source" AS ENUM ('SURVEY', 'FEEDBACK', 'RESEARCH', 'SEARCH');

-- CreateEnum
CREATE TYPE "technology_stage" AS ENUM ('ASSESS', 'TRIAL', 'ADOPT', 'HOLD');

-- CreateTable
CREATE TABLE "indicator" (
    "id" SERIAL NOT NULL,
    "external_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_zh" TEXT,
    "kind" "indicator_kind" NOT NULL DEFAULT 'OTHER',
    "unit" TEXT,
    "frequency" "indicator_frequency" NOT NULL DEFAULT 'MONTH',
    "country" TEXT,
    "source" TEXT,
    "changed" BIGINT NOT NULL DEFAULT ((pg_current_xact_id())::text)::bigint,

    CONSTRAINT "indicator_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "indicator_value" (
    "id" SERIAL NOT NULL,
    "external_id" TEXT NOT NULL,
    "series_id" INTEGER NOT NULL,
    "period" DATE NOT NULL,
    "value" DECIMAL(18,4) NOT NULL,
    "changed" BIGINT NOT NULL DEFAULT ((pg_current_xact_id())::text)::bigint,

    CONSTRAINT "indicator_value_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "competitor" (
    "id" SERIAL NOT NULL,
    "external_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "own" BOOLEAN NOT NULL DEFAULT false,
    "changed" BIGINT NOT NULL DEFAULT ((pg_current_xact_id())::text)::bigint,

    CONSTRAINT "competitor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "competitor_figure" (
    "id" SERIAL NOT NULL,
    "external_id" TEXT NOT NULL,
    "competitor_id" INTEGER NOT NULL,
    "topic" "competitor_topic" NOT NULL,
    "name" TEXT NOT NULL,
    "category" TEXT,
    "value" DECIMAL(18,4),
    "text" TEXT,
    "day" DATE NOT NULL,
    "source" TEXT,
    "changed" BIGINT NOT NULL DEFAULT ((pg_current_xact_id())::text)::bigint,

    CONSTRAINT "competitor_figure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "competitor_move" (
    "id" SERIAL NOT NULL,
    "external_id" TEXT NOT NULL,
    "competitor_id" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "kind" "competitor_move_kind" NOT NULL,
    "name" TEXT NOT NULL,
    "category" TEXT,
    "source" TEXT,
    "changed" BIGINT NOT NULL DEFAULT ((pg_current_xact_id())::text)::bigint,

    CONSTRAINT "competitor_move_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "demand_signal" (
    "id" SERIAL NOT NULL,
    "external_id" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "category" TEXT,
    "source" "demand_source" NOT NULL,
    "day" DATE NOT NULL,
    "sentiment" DECIMAL(18,4),
    "weight" DECIMAL(18,4) NOT NULL DEFAULT 1,
    "changed" BIGINT NOT NULL DEFAULT ((pg_current_xact_id())::text)::bigint,

    CONSTRAINT "demand_signal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "technology_signal" (
    "id" SERIAL NOT NULL,
    "external_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "stage" "technology_stage" NOT NULL,
    "since" DATE NOT NULL,
    "channel" TEXT,
    "process" TEXT,
    "source" TEXT,
    "changed" BIGINT NOT NULL DEFAULT ((pg_current_xact_id())::text)::bigint,

    CONSTRAINT "technology_signal_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "indicator_external_id_key" ON "indicator"("external_id");

-- CreateIndex
CREATE INDEX "indicator_changed_idx" ON "indicator"("changed");

-- CreateIndex
CREATE UNIQUE INDEX "indicator_value_external_id_key" ON "indicator_value"("external_id");

-- CreateIndex
CREATE INDEX "indicator_value_series_id_period_idx" ON "indicator_value"("series_id", "period");

-- CreateIndex
CREATE INDEX "indicator_value_changed_idx" ON "indicator_value"("changed");

-- CreateIndex
CREATE UNIQUE INDEX "competitor_external_id_key" ON "competitor"("external_id");

-- CreateIndex
CREATE INDEX "competitor_changed_idx" ON "competitor"("changed");

-- CreateIndex
CREATE UNIQUE INDEX "competitor_figure_external_id_key" ON "competitor_figure"("external_id");

-- CreateIndex
CREATE INDEX "competitor_figure_competitor_id_idx" ON "competitor_figure"("competitor_id");

-- CreateIndex
CREATE INDEX "competitor_figure_changed_idx" ON "competitor_figure"("changed");

-- CreateIndex
CREATE UNIQUE INDEX "competitor_move_external_id_key" ON "competitor_move"("external_id");

-- CreateIndex
CREATE INDEX "competitor_move_competitor_id_idx" ON "competitor_move"("competitor_id");

-- CreateIndex
CREATE INDEX "competitor_move_changed_idx" ON "competitor_move"("changed");

-- CreateIndex
CREATE UNIQUE INDEX "demand_signal_external_id_key" ON "demand_signal"("external_id");

-- CreateIndex
CREATE INDEX "demand_signal_day_idx" ON "demand_signal"("day");

-- CreateIndex
CREATE INDEX "demand_signal_changed_idx" ON "demand_signal"("changed");

-- CreateIndex
CREATE UNIQUE INDEX "technology_signal_external_id_key" ON "technology_signal"("external_id");

-- CreateIndex
CREATE INDEX "technology_signal_changed_idx" ON "technology_signal"("changed");

-- CreateIndex
CREATE UNIQUE INDEX "technology_signal_name_since_key" ON "technology_signal"("name", "since");

-- AddForeignKey
ALTER TABLE "indicator_value" ADD CONSTRAINT "indicator_value_series_id_fkey" FOREIGN KEY ("series_id") REFERENCES "indicator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "competitor_figure" ADD CONSTRAINT "competitor_figure_competitor_id_fkey" FOREIGN KEY ("competitor_id") REFERENCES "competitor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "competitor_move" ADD CONSTRAINT "competitor_move_competitor_id_fkey" FOREIGN KEY ("competitor_id") REFERENCES "competitor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema can't say ------------------------------------------------------------------------------------

alter table indicator_value add constraint indicator_value_value check (value <> 'NaN');

-- There is only one company of our own. By an expression: Prisma can't read a partial index on a column.
create unique index competitor_own_key on competitor ((own::text)) where own;

alter table competitor_figure
  add constraint competitor_figure_value check (value <> 'NaN'),
  add constraint competitor_figure_says check (value is not null or text is not null),
  add constraint competitor_figure_share check (topic <> 'SHARE' or (value between 0 and 1 and value is not null)),
  add constraint competitor_figure_price check (topic <> 'PRICE' or (value >= 0 and value is not null));

alter table demand_signal
  add constraint demand_signal_weight check (weight > 0 and weight <> 'NaN'),
  add constraint demand_signal_sentiment check (sentiment between -1 and 1);

-- The marks and tombstones that the copy follows.

create trigger mark_changed before update on indicator for each row execute function mark_changed();
create trigger mark_changed before update on indicator_value for each row execute function mark_changed();
create trigger mark_changed before update on competitor for each row execute function mark_changed();
create trigger mark_changed before update on competitor_figure for each row execute function mark_changed();
create trigger mark_changed before update on competitor_move for each row execute function mark_changed();
create trigger mark_changed before update on demand_signal for each row execute function mark_changed();
create trigger mark_changed before update on technology_signal for each row execute function mark_changed();

create trigger bury_deleted after delete on indicator referencing old table as old_row for each statement execute function bury_deleted();
create trigger bury_deleted after delete on indicator_value referencing old table as old_row for each statement execute function bury_deleted();
create trigger bury_deleted after delete on competitor referencing old table as old_row for each statement execute function bury_deleted();
create trigger bury_deleted after delete on competitor_figure referencing old table as old_row for each statement execute function bury_deleted();
create trigger bury_deleted after delete on competitor_move referencing old table as old_row for each statement execute function bury_deleted();
create trigger bury_deleted after delete on demand_signal referencing old table as old_row for each statement execute function bury_deleted();
create trigger bury_deleted after delete on technology_signal referencing old table as old_row for each statement execute function bury_deleted();

create trigger bury_old_id after update of id on indicator for each row when (old.id <> new.id) execute function bury_old_id();
create trigger bury_old_id after update of id on indicator_value for each row when (old.id <> new.id) execute function bury_old_id();
create trigger bury_old_id after update of id on competitor for each row when (old.id <> new.id) execute function bury_old_id();
create trigger bury_old_id after update of id on competitor_figure for each row when (old.id <> new.id) execute function bury_old_id();
create trigger bury_old_id after update of id on competitor_move for each row when (old.id <> new.id) execute function bury_old_id();
create trigger bury_old_id after update of id on demand_signal for each row when (old.id <> new.id) execute function bury_old_id();
create trigger bury_old_id after update of id on technology_signal for each row when (old.id <> new.id) execute function bury_old_id();

create trigger bury_all before truncate on indicator for each statement execute function bury_all();
create trigger bury_all before truncate on indicator_value for each statement execute function bury_all();
create trigger bury_all before truncate on competitor for each statement execute function bury_all();
create trigger bury_all before truncate on competitor_figure for each statement execute function bury_all();
create trigger bury_all before truncate on competitor_move for each statement execute function bury_all();
create trigger bury_all before truncate on demand_signal for each statement execute function bury_all();
create trigger bury_all before truncate on technology_signal for each statement execute function bury_all();

-- Who wrote what is noted.

create trigger audit after insert or update or delete on indicator for each row when (current_setting('salesglass.audit', true) is distinct from 'off') execute function audit();
create trigger audit after insert or update or delete on indicator_value for each row when (current_setting('salesglass.audit', true) is distinct from 'off') execute function audit();
create trigger audit after insert or update or delete on competitor for each row when (current_setting('salesglass.audit', true) is distinct from 'off') execute function audit();
create trigger audit after insert or update or delete on competitor_figure for each row when (current_setting('salesglass.audit', true) is distinct from 'off') execute function audit();
create trigger audit after insert or update or delete on competitor_move for each row when (current_setting('salesglass.audit', true) is distinct from 'off') execute function audit();
create trigger audit after insert or update or delete on demand_signal for each row when (current_setting('salesglass.audit', true) is distinct from 'off') execute function audit();
create trigger audit after insert or update or delete on technology_signal for each row when (current_setting('salesglass.audit', true) is distinct from 'off') execute function audit();

-- Columns, their order and types are those of core/src/warehouse.ts.

create or replace view warehouse.survey_response as
select id, customer_id, order_id, kind::text as kind, score, responded_on as day, comment from public.survey_response;

create view warehouse.indicator as
select id, external_id, name, name_zh, kind::text as kind, unit, frequency::text as frequency, country, source
from public.indicator;

create view warehouse.indicator_value as
select id, series_id, period, value from public.indicator_value;

create view warehouse.competitor as
select id, external_id, name, own from public.competitor;

create view warehouse.competitor_figure as
select id, competitor_id, topic::text as topic, name, category, value, text, day, source from public.competitor_figure;

create view warehouse.competitor_move as
select id, competitor_id, day, kind::text as kind, name, category, source from public.competitor_move;

create view warehouse.demand_signal as
select id, topic, category, source::text as source, day, sentiment, weight from public.demand_signal;

create view warehouse.technology_signal as
select id, name, stage::text as stage, since, channel, process from public.technology_signal;
