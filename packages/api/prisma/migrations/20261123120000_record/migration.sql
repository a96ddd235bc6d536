-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "customer_kind" AS ENUM ('PERSON', 'COMPANY');

-- CreateEnum
CREATE TYPE "order_status" AS ENUM ('COMPLETED', 'OPEN', 'CANCELLED');

-- CreateEnum
CREATE TYPE "opportunity_status" AS ENUM ('OPEN', 'WON', 'LOST');

-- CreateEnum
CREATE TYPE "interaction_kind" AS ENUM ('CALL', 'EMAIL', 'MEETING', 'CHAT', 'VISIT');

-- CreateEnum
CREATE TYPE "need_source" AS ENUM ('COMMUNICATION', 'MARKET_RESEARCH', 'SURVEY');

-- CreateEnum
CREATE TYPE "need_status" AS ENUM ('OPEN', 'MET', 'DROPPED');

-- CreateEnum
CREATE TYPE "survey_kind" AS ENUM ('NPS', 'CSAT', 'CES');

-- CreateEnum
CREATE TYPE "service_case_kind" AS ENUM ('COMPLAINT', 'RETURN', 'QUESTION', 'PRAISE');

-- CreateEnum
CREATE TYPE "severity" AS ENUM ('LOW', 'MEDIUM', 'HIGH');

-- CreateTable
CREATE TABLE "company" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "name" TEXT NOT NULL,
    "currency" TEXT NOT NULL DEFAULT 'USD',
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "fiscal_year_start" INTEGER NOT NULL DEFAULT 1,
    "week_start" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "company_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "team" (
    "id" SERIAL NOT NULL,
    "external_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "parent_id" INTEGER,
    "changed" BIGINT NOT NULL DEFAULT ((pg_current_xact_id())::text)::bigint,

    CONSTRAINT "team_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rep" (
    "id" SERIAL NOT NULL,
    "external_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "team_id" INTEGER,
    "hired_on" DATE,
    "left_on" DATE,
    "changed" BIGINT NOT NULL DEFAULT ((pg_current_xact_id())::text)::bigint,

    CONSTRAINT "rep_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "product" (
    "id" SERIAL NOT NULL,
    "external_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "category" TEXT,
    "list_price" DECIMAL(18,4),
    "unit_cost" DECIMAL(18,4),
    "changed" BIGINT NOT NULL DEFAULT ((pg_current_xact_id())::text)::bigint,

    CONSTRAINT "product_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "customer" (
    "id" SERIAL NOT NULL,
    "external_id" TEXT NOT NULL,
    "kind" "customer_kind" NOT NULL DEFAULT 'COMPANY',
    "name" TEXT NOT NULL,
    "company_name" TEXT,
    "email" TEXT,
    "phone" TEXT,
    "industry" TEXT,
    "region" TEXT,
    "country" TEXT,
    "owner_id" INTEGER,
    "source" TEXT,
    "acquired_on" DATE,
    "referred_by_id" INTEGER,
    "anonymous" BOOLEAN NOT NULL DEFAULT false,
    "changed" BIGINT NOT NULL DEFAULT ((pg_current_xact_id())::text)::bigint,

    CONSTRAINT "customer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contact" (
    "id" SERIAL NOT NULL,
    "external_id" TEXT NOT NULL,
    "customer_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "title" TEXT,
    "email" TEXT,
    "phone" TEXT,
    "primary" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "contact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sales_order" (
    "id" SERIAL NOT NULL,
    "external_id" TEXT NOT NULL,
    "customer_id" INTEGER NOT NULL,
    "rep_id" INTEGER,
    "team_id" INTEGER,
    "ordered_at" TIMESTAMPTZ(3) NOT NULL,
    "day" DATE NOT NULL,
    "channel" TEXT,
    "region" TEXT,
    "country" TEXT,
    "currency" TEXT NOT NULL,
    "status" "order_status" NOT NULL DEFAULT 'COMPLETED',
    "paid_on" DATE,
    "net_amount" DECIMAL(18,4) NOT NULL DEFAULT 0,
    "changed" BIGINT NOT NULL DEFAULT ((pg_current_xact_id())::text)::bigint,

    CONSTRAINT "sales_order_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order_line" (
    "order_id" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "customer_id" INTEGER NOT NULL,
    "product_id" INTEGER NOT NULL,
    "quantity" DECIMAL(18,4) NOT NULL,
    "unit_price" DECIMAL(18,4) NOT NULL,
    "discount" DECIMAL(18,4) NOT NULL DEFAULT 0,
    "net_amount" DECIMAL(18,4) NOT NULL,
    "cost" DECIMAL(18,4),

    CONSTRAINT "order_line_pkey" PRIMARY KEY ("order_id","line")
);

-- CreateTable
CREATE TABLE "order_credit" (
    "order_id" INTEGER NOT NULL,
    "rep_id" INTEGER NOT NULL,
    "customer_id" INTEGER NOT NULL,
    "share" DECIMAL(9,8) NOT NULL,

    CONSTRAINT "order_credit_pkey" PRIMARY KEY ("order_id","rep_id")
);

-- CreateTable
CREATE TABLE "opportunity" (
    "id" SERIAL NOT NULL,
    "external_id" TEXT NOT NULL,
    "name" TEXT,
    "customer_id" INTEGER,
    "rep_id" INTEGER,
    "team_id" INTEGER,
    "product_id" INTEGER,
    "stage" TEXT NOT NULL,
    "status" "opportunity_status" NOT NULL DEFAULT 'OPEN',
    "amount" DECIMAL(18,4),
    "probability" DECIMAL(5,4),
    "created_on" DATE,
    "expected_close_on" DATE,
    "closed_on" DATE,
    "loss_reason" TEXT,
    "changed" BIGINT NOT NULL DEFAULT ((pg_current_xact_id())::text)::bigint,

    CONSTRAINT "opportunity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "opportunity_stage" (
    "opportunity_id" INTEGER NOT NULL,
    "stage" TEXT NOT NULL,
    "entered_on" DATE NOT NULL,

    CONSTRAINT "opportunity_stage_pkey" PRIMARY KEY ("opportunity_id","stage","entered_on")
);

-- CreateTable
CREATE TABLE "interaction" (
    "id" SERIAL NOT NULL,
    "external_id" TEXT NOT NULL,
    "customer_id" INTEGER NOT NULL,
    "rep_id" INTEGER,
    "kind" "interaction_kind" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "summary" TEXT,

    CONSTRAINT "interaction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "need" (
    "id" SERIAL NOT NULL,
    "external_id" TEXT NOT NULL,
    "customer_id" INTEGER NOT NULL,
    "topic" TEXT NOT NULL,
    "product_id" INTEGER,
    "category" TEXT,
    "statement" TEXT,
    "source" "need_source" NOT NULL DEFAULT 'COMMUNICATION',
    "strength" INTEGER NOT NULL DEFAULT 3,
    "expected_on" DATE,
    "status" "need_status" NOT NULL DEFAULT 'OPEN',
    "recorded_on" DATE NOT NULL,

    CONSTRAINT "need_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "survey_response" (
    "id" SERIAL NOT NULL,
    "external_id" TEXT NOT NULL,
    "customer_id" INTEGER NOT NULL,
    "order_id" INTEGER,
    "kind" "survey_kind" NOT NULL,
    "score" INTEGER NOT NULL,
    "comment" TEXT,
    "responded_on" DATE NOT NULL,

    CONSTRAINT "survey_response_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "service_case" (
    "id" SERIAL NOT NULL,
    "external_id" TEXT NOT NULL,
    "customer_id" INTEGER NOT NULL,
    "kind" "service_case_kind" NOT NULL,
    "severity" "severity" NOT NULL DEFAULT 'MEDIUM',
    "subject" TEXT,
    "opened_on" DATE NOT NULL,
    "resolved_on" DATE,

    CONSTRAINT "service_case_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tombstone" (
    "id" BIGSERIAL NOT NULL,
    "table_name" TEXT NOT NULL,
    "row_id" INTEGER NOT NULL,
    "deleted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changed" BIGINT NOT NULL DEFAULT ((pg_current_xact_id())::text)::bigint,

    CONSTRAINT "tombstone_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "team_external_id_key" ON "team"("external_id");

-- CreateIndex
CREATE INDEX "team_parent_id_idx" ON "team"("parent_id");

-- CreateIndex
CREATE INDEX "team_changed_idx" ON "team"("changed");

-- CreateIndex
CREATE UNIQUE INDEX "rep_external_id_key" ON "rep"("external_id");

-- CreateIndex
CREATE INDEX "rep_team_id_idx" ON "rep"("team_id");

-- CreateIndex
CREATE INDEX "rep_changed_idx" ON "rep"("changed");

-- CreateIndex
CREATE UNIQUE INDEX "product_external_id_key" ON "product"("external_id");

-- CreateIndex
CREATE INDEX "product_changed_idx" ON "product"("changed");

-- CreateIndex
CREATE UNIQUE INDEX "customer_external_id_key" ON "customer"("external_id");

-- CreateIndex
CREATE INDEX "customer_owner_id_idx" ON "customer"("owner_id");

-- CreateIndex
CREATE INDEX "customer_referred_by_id_idx" ON "customer"("referred_by_id");

-- CreateIndex
CREATE INDEX "customer_changed_idx" ON "customer"("changed");

-- CreateIndex
CREATE UNIQUE INDEX "contact_external_id_key" ON "contact"("external_id");

-- CreateIndex
CREATE UNIQUE INDEX "contact_customer_id_id_key" ON "contact"("customer_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "sales_order_external_id_key" ON "sales_order"("external_id");

-- CreateIndex
CREATE INDEX "sales_order_changed_idx" ON "sales_order"("changed");

-- CreateIndex
CREATE UNIQUE INDEX "sales_order_customer_id_id_key" ON "sales_order"("customer_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "order_line_customer_id_order_id_line_key" ON "order_line"("customer_id", "order_id", "line");

-- CreateIndex
CREATE UNIQUE INDEX "order_credit_customer_id_order_id_rep_id_key" ON "order_credit"("customer_id", "order_id", "rep_id");

-- CreateIndex
CREATE UNIQUE INDEX "opportunity_external_id_key" ON "opportunity"("external_id");

-- CreateIndex
CREATE INDEX "opportunity_customer_id_idx" ON "opportunity"("customer_id");

-- CreateIndex
CREATE INDEX "opportunity_changed_idx" ON "opportunity"("changed");

-- CreateIndex
CREATE UNIQUE INDEX "interaction_external_id_key" ON "interaction"("external_id");

-- CreateIndex
CREATE UNIQUE INDEX "interaction_customer_id_id_key" ON "interaction"("customer_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "need_external_id_key" ON "need"("external_id");

-- CreateIndex
CREATE UNIQUE INDEX "need_customer_id_id_key" ON "need"("customer_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "survey_response_external_id_key" ON "survey_response"("external_id");

-- CreateIndex
CREATE INDEX "survey_response_order_id_idx" ON "survey_response"("order_id");

-- CreateIndex
CREATE UNIQUE INDEX "survey_response_customer_id_id_key" ON "survey_response"("customer_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "service_case_external_id_key" ON "service_case"("external_id");

-- CreateIndex
CREATE UNIQUE INDEX "service_case_customer_id_id_key" ON "service_case"("customer_id", "id");

-- CreateIndex
CREATE INDEX "tombstone_changed_idx" ON "tombstone"("changed");

-- AddForeignKey
ALTER TABLE "team" ADD CONSTRAINT "team_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "team"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rep" ADD CONSTRAINT "rep_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer" ADD CONSTRAINT "customer_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "rep"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer" ADD CONSTRAINT "customer_referred_by_id_fkey" FOREIGN KEY ("referred_by_id") REFERENCES "customer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact" ADD CONSTRAINT "contact_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sales_order" ADD CONSTRAINT "sales_order_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sales_order" ADD CONSTRAINT "sales_order_rep_id_fkey" FOREIGN KEY ("rep_id") REFERENCES "rep"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sales_order" ADD CONSTRAINT "sales_order_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_customer_id_order_id_fkey" FOREIGN KEY ("customer_id", "order_id") REFERENCES "sales_order"("customer_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_credit" ADD CONSTRAINT "order_credit_customer_id_order_id_fkey" FOREIGN KEY ("customer_id", "order_id") REFERENCES "sales_order"("customer_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_credit" ADD CONSTRAINT "order_credit_rep_id_fkey" FOREIGN KEY ("rep_id") REFERENCES "rep"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opportunity" ADD CONSTRAINT "opportunity_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opportunity" ADD CONSTRAINT "opportunity_rep_id_fkey" FOREIGN KEY ("rep_id") REFERENCES "rep"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opportunity" ADD CONSTRAINT "opportunity_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opportunity" ADD CONSTRAINT "opportunity_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opportunity_stage" ADD CONSTRAINT "opportunity_stage_opportunity_id_fkey" FOREIGN KEY ("opportunity_id") REFERENCES "opportunity"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "interaction" ADD CONSTRAINT "interaction_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "interaction" ADD CONSTRAINT "interaction_rep_id_fkey" FOREIGN KEY ("rep_id") REFERENCES "rep"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "need" ADD CONSTRAINT "need_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "need" ADD CONSTRAINT "need_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "survey_response" ADD CONSTRAINT "survey_response_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "survey_response" ADD CONSTRAINT "survey_response_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "sales_order"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_case" ADD CONSTRAINT "service_case_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;
