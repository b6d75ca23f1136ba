-- Backtests that people ask for: what was asked, how far it is, and what came of it.

CREATE SCHEMA "backtest";

CREATE TABLE "backtest"."job" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "request_key" TEXT,
    "request" JSONB NOT NULL,
    "status" TEXT NOT NULL,
    "phase" TEXT NOT NULL,
    "done" BIGINT NOT NULL,
    "total" BIGINT,
    "fence" BIGINT NOT NULL,
    "leased_until" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL,
    "error_code" TEXT,
    "error_message" TEXT,
    "outcome" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    CONSTRAINT "job_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "job_status_check" CHECK ("status" IN ('queued', 'running', 'done', 'failed', 'cancelled')),
    CONSTRAINT "job_phase_check" CHECK ("phase" IN ('waiting', 'reading', 'running', 'writing', 'finished')),
    CONSTRAINT "job_progress_check" CHECK ("done" >= 0 AND ("total" IS NULL OR "total" >= 0)),
    CONSTRAINT "job_lease_check" CHECK (("status" = 'running') = ("leased_until" IS NOT NULL)),
    CONSTRAINT "job_finished_check" CHECK (("status" IN ('queued', 'running')) = ("finished_at" IS NULL)),
    CONSTRAINT "job_outcome_check" CHECK (("status" = 'done') = ("outcome" IS NOT NULL)),
    CONSTRAINT "job_error_check" CHECK (("status" = 'failed') = ("error_code" IS NOT NULL))
);
CREATE UNIQUE INDEX "job_user_id_request_key_key" ON "backtest"."job"("user_id", "request_key");
CREATE INDEX "job_user_id_created_at_id_idx" ON "backtest"."job"("user_id", "created_at", "id");
CREATE INDEX "job_unfinished" ON "backtest"."job"("created_at", "id") WHERE ("status" IN ('queued', 'running'));

CREATE TABLE "backtest"."report" (
    "job_id" TEXT NOT NULL,
    "html" BYTEA NOT NULL,
    CONSTRAINT "report_pkey" PRIMARY KEY ("job_id"),
    CONSTRAINT "report_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "backtest"."job"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
