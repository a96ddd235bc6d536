-- CreateEnum
CREATE TYPE "contender" AS ENUM ('REP', 'TEAM');

-- CreateEnum
CREATE TYPE "honour_cycle" AS ENUM ('MONTH', 'QUARTER', 'YEAR');

-- CreateTable
CREATE TABLE "honour_rule" (
    "id" SERIAL NOT NULL,
    "external_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_zh" TEXT,
    "metric" TEXT NOT NULL DEFAULT 'revenue',
    "filter" TEXT,
    "given_to" "contender" NOT NULL DEFAULT 'REP',
    "every" "honour_cycle" NOT NULL,
    "minimum" DECIMAL(18,4),
    "tie_break" TEXT,
    "starts_on" DATE,
    "ends_on" DATE,

    CONSTRAINT "honour_rule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "honour_award" (
    "id" SERIAL NOT NULL,
    "rule_id" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "title_zh" TEXT,
    "metric" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,
    "rep_id" INTEGER,
    "team_id" INTEGER,
    "value" DOUBLE PRECISION NOT NULL,
    "shared" BOOLEAN NOT NULL,
    "awarded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "honour_award_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "course" (
    "id" SERIAL NOT NULL,
    "external_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_zh" TEXT,
    "hours" DECIMAL(18,4),
    "changed" BIGINT NOT NULL DEFAULT ((pg_current_xact_id())::text)::bigint,

    CONSTRAINT "course_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "enrolment" (
    "id" SERIAL NOT NULL,
    "external_id" TEXT NOT NULL,
    "rep_id" INTEGER NOT NULL,
    "course_id" INTEGER NOT NULL,
    "enrolled_on" DATE NOT NULL,
    "completed_on" DATE,
    "score" INTEGER,
    "changed" BIGINT NOT NULL DEFAULT ((pg_current_xact_id())::text)::bigint,

    CONSTRAINT "enrolment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "career_level" (
    "id" SERIAL NOT NULL,
    "external_id" TEXT NOT NULL,
    "track" TEXT NOT NULL DEFAULT 'sales',
    "rank" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "name_zh" TEXT,
    "min_attainment" DECIMAL(18,4),
    "attainment_months" INTEGER NOT NULL DEFAULT 12,
    "min_tenure_months" INTEGER,
    "courses" TEXT,
    "min_review" INTEGER,
    "changed" BIGINT NOT NULL DEFAULT ((pg_current_xact_id())::text)::bigint,

    CONSTRAINT "career_level_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "career_step" (
    "id" SERIAL NOT NULL,
    "external_id" TEXT NOT NULL,
    "rep_id" INTEGER NOT NULL,
    "level_id" INTEGER NOT NULL,
    "since" DATE NOT NULL,
    "changed" BIGINT NOT NULL DEFAULT ((pg_current_xact_id())::text)::bigint,

    CONSTRAINT "career_step_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "review" (
    "id" SERIAL NOT NULL,
    "external_id" TEXT NOT NULL,
    "rep_id" INTEGER NOT NULL,
    "reviewed_on" DATE NOT NULL,
    "score" INTEGER NOT NULL,
    "note" TEXT,
    "changed" BIGINT NOT NULL DEFAULT ((pg_current_xact_id())::text)::bigint,

    CONSTRAINT "review_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "honour_rule_external_id_key" ON "honour_rule"("external_id");

-- CreateIndex
CREATE INDEX "honour_award_rule_id_period_idx" ON "honour_award"("rule_id", "period");

-- CreateIndex
CREATE INDEX "honour_award_rep_id_idx" ON "honour_award"("rep_id");

-- CreateIndex
CREATE INDEX "honour_award_team_id_idx" ON "honour_award"("team_id");

-- CreateIndex
CREATE INDEX "honour_award_ends_on_idx" ON "honour_award"("ends_on");

-- CreateIndex
CREATE UNIQUE INDEX "course_external_id_key" ON "course"("external_id");

-- CreateIndex
CREATE INDEX "course_changed_idx" ON "course"("changed");

-- CreateIndex
CREATE UNIQUE INDEX "enrolment_external_id_key" ON "enrolment"("external_id");

-- CreateIndex
CREATE INDEX "enrolment_rep_id_idx" ON "enrolment"("rep_id");

-- CreateIndex
CREATE INDEX "enrolment_course_id_idx" ON "enrolment"("course_id");

-- CreateIndex
CREATE INDEX "enrolment_changed_idx" ON "enrolment"("changed");

-- CreateIndex
CREATE UNIQUE INDEX "career_level_external_id_key" ON "career_level"("external_id");

-- CreateIndex
CREATE INDEX "career_level_changed_idx" ON "career_level"("changed");

-- CreateIndex
CREATE UNIQUE INDEX "career_step_external_id_key" ON "career_step"("external_id");

-- CreateIndex
CREATE INDEX "career_step_rep_id_idx" ON "career_step"("rep_id");

-- CreateIndex
CREATE INDEX "career_step_level_id_idx" ON "career_step"("level_id");

-- CreateIndex
CREATE INDEX "career_step_changed_idx" ON "career_step"("changed");

-- CreateIndex
CREATE UNIQUE INDEX "review_external_id_key" ON "review"("external_id");

-- CreateIndex
CREATE INDEX "review_rep_id_idx" ON "review"("rep_id");

-- CreateIndex
CREATE INDEX "review_changed_idx" ON "review"("changed");

-- AddForeignKey
ALTER TABLE "honour_award" ADD CONSTRAINT "honour_award_rule_id_fkey" FOREIGN KEY ("rule_id") REFERENCES "honour_rule"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "honour_award" ADD CONSTRAINT "honour_award_rep_id_fkey" FOREIGN KEY ("rep_id") REFERENCES "rep"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "honour_award" ADD CONSTRAINT "honour_award_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrolment" ADD CONSTRAINT "enrolment_rep_id_fkey" FOREIGN KEY ("rep_id") REFERENCES "rep"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrolment" ADD CONSTRAINT "enrolment_course_id_fkey" FOREIGN KEY ("course_id") REFERENCES "course"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "career_step" ADD CONSTRAINT "career_step_rep_id_fkey" FOREIGN KEY ("rep_id") REFERENCES "rep"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "career_step" ADD CONSTRAINT "career_step_level_id_fkey" FOREIGN KEY ("level_id") REFERENCES "career_level"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review" ADD CONSTRAINT "review_rep_id_fkey" FOREIGN KEY ("rep_id") REFERENCES "rep"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema can't say ------------------------------------------------------------------------------------

alter table honour_rule
  add constraint honour_rule_minimum check (minimum <> 'NaN'),
  add constraint honour_rule_days check (ends_on >= starts_on);

alter table honour_award
  add constraint honour_award_winner check (rep_id is not null or team_id is not null),
  add constraint honour_award_value check (value <> 'NaN'),
  add constraint honour_award_days check (ends_on >= starts_on);

alter table course add constraint course_hours check (hours >= 0 and hours <> 'NaN');

alter table enrolment
  add constraint enrolment_days check (completed_on >= enrolled_on),
  add constraint enrolment_score check (score between 0 and 100);

alter table career_level
  add constraint career_level_rank check (rank between 1 and 100),
  add constraint career_level_attainment check (min_attainment >= 0 and min_attainment <> 'NaN'),
  add constraint career_level_attainment_months check (attainment_months between 1 and 60),
  add constraint career_level_tenure check (min_tenure_months between 0 and 600),
  add constraint career_level_review check (min_review between 1 and 5);

alter table review add constraint review_score check (score between 1 and 5);

-- An honour stays as it was given: whatever is learnt later, it was given for what was known then.

create function keep_honour_award() returns trigger language plpgsql as $$
begin
  raise exception 'an honour that was given is never changed';
end $$;

create trigger keep_honour_award before update on honour_award for each row
  when ((old.title, old.title_zh, old.metric, old.period, old.starts_on, old.ends_on, old.value, old.shared, old.awarded_at)
    is distinct from (new.title, new.title_zh, new.metric, new.period, new.starts_on, new.ends_on, new.value, new.shared, new.awarded_at)
    or old.rule_id is distinct from new.rule_id or old.rep_id is distinct from new.rep_id or old.team_id is distinct from new.team_id)
  execute function keep_honour_award();

-- The marks and tombstones that the copy follows.

create trigger mark_changed before update on course for each row execute function mark_changed();
create trigger mark_changed before update on enrolment for each row execute function mark_changed();
create trigger mark_changed before update on career_level for each row execute function mark_changed();
create trigger mark_changed before update on career_step for each row execute function mark_changed();
create trigger mark_changed before update on review for each row execute function mark_changed();

create trigger bury_deleted after delete on course referencing old table as old_row for each statement execute function bury_deleted();
create trigger bury_deleted after delete on enrolment referencing old table as old_row for each statement execute function bury_deleted();
create trigger bury_deleted after delete on career_level referencing old table as old_row for each statement execute function bury_deleted();
create trigger bury_deleted after delete on career_step referencing old table as old_row for each statement execute function bury_deleted();
create trigger bury_deleted after delete on review referencing old table as old_row for each statement execute function bury_deleted();

create trigger bury_old_id after update of id on course for each row when (old.id <> new.id) execute function bury_old_id();
create trigger bury_old_id after update of id on enrolment for each row when (old.id <> new.id) execute function bury_old_id();
create trigger bury_old_id after update of id on career_level for each row when (old.id <> new.id) execute function bury_old_id();
create trigger bury_old_id after update of id on career_step for each row when (old.id <> new.id) execute function bury_old_id();
create trigger bury_old_id after update of id on review for each row when (old.id <> new.id) execute function bury_old_id();

create trigger bury_all before truncate on course for each statement execute function bury_all();
create trigger bury_all before truncate on enrolment for each statement execute function bury_all();
create trigger bury_all before truncate on career_level for each statement execute function bury_all();
create trigger bury_all before truncate on career_step for each statement execute function bury_all();
create trigger bury_all before truncate on review for each statement execute function bury_all();

-- Who wrote what is noted.

create trigger audit after insert or update or delete on honour_rule for each row when (current_setting('salesglass.audit', true) is distinct from 'off') execute function audit();
create trigger audit after insert or update or delete on honour_award for each row when (current_setting('salesglass.audit', true) is distinct from 'off') execute function audit();
create trigger audit after insert or update or delete on course for each row when (current_setting('salesglass.audit', true) is distinct from 'off') execute function audit();
create trigger audit after insert or update or delete on enrolment for each row when (current_setting('salesglass.audit', true) is distinct from 'off') execute function audit();
create trigger audit after insert or update or delete on career_level for each row when (current_setting('salesglass.audit', true) is distinct from 'off') execute function audit();
create trigger audit after insert or update or delete on career_step for each row when (current_setting('salesglass.audit', true) is distinct from 'off') execute function audit();
create trigger audit after insert or update or delete on review for each row when (current_setting('salesglass.audit', true) is distinct from 'off') execute function audit();

-- Columns, their order and types are those of core/src/warehouse.ts.

create or replace view warehouse.rep as
select id, external_id, name, team_id, hired_on, left_on from public.rep;

create view warehouse.course as
select id, external_id, name, name_zh from public.course;

create view warehouse.enrolment as
select id, rep_id, course_id, enrolled_on, completed_on from public.enrolment;

create view warehouse.career_level as
select id, external_id, track, rank, min_attainment, attainment_months, min_tenure_months, courses, min_review
from public.career_level;

create view warehouse.career_step as
select id, rep_id, level_id, since from public.career_step;

create view warehouse.review as
select id, rep_id, reviewed_on, score from public.review;
