-- Bots of both strategies: their lives, what they remember, what they decided and why, and the shards they are decided in.

-- hyper_rsi

CREATE TABLE "hyper_rsi"."instance" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "venue" TEXT NOT NULL,
    "symbol" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "timeframe" TEXT NOT NULL,
    "settings" JSONB NOT NULL,
    "settings_version" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "state_reason" TEXT,
    "epoch" INTEGER NOT NULL,
    "shard" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    CONSTRAINT "instance_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "instance_state_check" CHECK ("state" IN ('created', 'running', 'stopping', 'stopped', 'failed')),
    CONSTRAINT "instance_settings_version_check" CHECK ("settings_version" >= 1),
    CONSTRAINT "instance_epoch_check" CHECK ("epoch" >= 0)
);
CREATE UNIQUE INDEX "instance_user_id_name_key" ON "hyper_rsi"."instance" ("user_id", "name");
CREATE UNIQUE INDEX "instance_slot_key" ON "hyper_rsi"."instance" ("account_id", "symbol") WHERE "state" <> 'stopped';
CREATE INDEX "instance_series" ON "hyper_rsi"."instance" ("venue", "symbol", "timeframe", "shard")
    WHERE "state" IN ('running', 'stopping');

CREATE TABLE "hyper_rsi"."kernel_state" (
    "instance_id" TEXT NOT NULL,
    "state" JSONB NOT NULL,
    "version" BIGINT NOT NULL,
    "settings" JSONB NOT NULL,
    "settings_version" INTEGER NOT NULL,
    "terms" JSONB NOT NULL,
    "last_decided" TIMESTAMPTZ(3),
    CONSTRAINT "kernel_state_pkey" PRIMARY KEY ("instance_id"),
    CONSTRAINT "kernel_state_instance_id_fkey" FOREIGN KEY ("instance_id") REFERENCES "hyper_rsi"."instance" ("id")
        ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "kernel_state_version_check" CHECK ("version" >= 1)
);

CREATE TABLE "hyper_rsi"."decision" (
    "instance_id" TEXT NOT NULL,
    "timeframe" TEXT NOT NULL,
    "candle_open" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,
    "correlation_id" TEXT NOT NULL,
    "epoch" INTEGER NOT NULL,
    "settings_version" INTEGER NOT NULL,
    "acted" BOOLEAN NOT NULL,
    "evaluations" JSONB NOT NULL,
    "effects" JSONB NOT NULL,
    "stored_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "decision_pkey" PRIMARY KEY ("instance_id", "timeframe", "candle_open"),
    CONSTRAINT "decision_instance_id_fkey" FOREIGN KEY ("instance_id") REFERENCES "hyper_rsi"."instance" ("id")
        ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "decision_instance_id_candle_open_idx" ON "hyper_rsi"."decision" ("instance_id", "candle_open" DESC);
CREATE INDEX "decision_stored_at_idx" ON "hyper_rsi"."decision" ("stored_at");

CREATE TABLE "hyper_rsi"."reaction" (
    "id" TEXT NOT NULL,
    "instance_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "cause" JSONB NOT NULL,
    "correlation_id" TEXT NOT NULL,
    "effects" JSONB NOT NULL,
    "stored_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "reaction_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "reaction_instance_id_fkey" FOREIGN KEY ("instance_id") REFERENCES "hyper_rsi"."instance" ("id")
        ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "reaction_instance_id_id_idx" ON "hyper_rsi"."reaction" ("instance_id", "id" DESC);
CREATE INDEX "reaction_stored_at_idx" ON "hyper_rsi"."reaction" ("stored_at");

CREATE TABLE "hyper_rsi"."wake" (
    "venue" TEXT NOT NULL,
    "symbol" TEXT NOT NULL,
    "timeframe" TEXT NOT NULL,
    "shard" INTEGER NOT NULL,
    "candle_end" TIMESTAMPTZ(3) NOT NULL,
    "candle" JSONB NOT NULL,
    "step" BIGINT,
    "correlation_id" TEXT NOT NULL,
    "closed_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "wake_pkey" PRIMARY KEY ("venue", "symbol", "timeframe", "shard", "candle_end")
);
CREATE INDEX "wake_step_idx" ON "hyper_rsi"."wake" ("step");
CREATE INDEX "wake_shard_candle_end_idx" ON "hyper_rsi"."wake" ("shard", "candle_end");

CREATE TABLE "hyper_rsi"."series" (
    "venue" TEXT NOT NULL,
    "symbol" TEXT NOT NULL,
    "timeframe" TEXT NOT NULL,
    "shard" INTEGER NOT NULL,
    "decided" TIMESTAMPTZ(3) NOT NULL,
    "close" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "series_pkey" PRIMARY KEY ("venue", "symbol", "timeframe", "shard")
);

CREATE TABLE "hyper_rsi"."indicator" (
    "venue" TEXT NOT NULL,
    "symbol" TEXT NOT NULL,
    "timeframe" TEXT NOT NULL,
    "shard" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "length" INTEGER NOT NULL,
    "candle_open" TIMESTAMPTZ(3) NOT NULL,
    "snapshot" JSONB NOT NULL,
    CONSTRAINT "indicator_pkey" PRIMARY KEY ("venue", "symbol", "timeframe", "shard", "name", "length")
);

CREATE TABLE "hyper_rsi"."lease" (
    "shard" INTEGER NOT NULL,
    "owner" TEXT NOT NULL,
    "fence" BIGINT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "lease_pkey" PRIMARY KEY ("shard"),
    CONSTRAINT "lease_fence_check" CHECK ("fence" >= 1)
);

CREATE TABLE "hyper_rsi"."halt" (
    "user_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    CONSTRAINT "halt_pkey" PRIMARY KEY ("user_id", "account_id")
);

-- grid

CREATE TABLE "grid"."instance" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "venue" TEXT NOT NULL,
    "symbol" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "timeframe" TEXT NOT NULL,
    "settings" JSONB NOT NULL,
    "settings_version" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "state_reason" TEXT,
    "epoch" INTEGER NOT NULL,
    "shard" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    CONSTRAINT "instance_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "instance_state_check" CHECK ("state" IN ('created', 'running', 'stopping', 'stopped', 'failed')),
    CONSTRAINT "instance_settings_version_check" CHECK ("settings_version" >= 1),
    CONSTRAINT "instance_epoch_check" CHECK ("epoch" >= 0)
);
CREATE UNIQUE INDEX "instance_user_id_name_key" ON "grid"."instance" ("user_id", "name");
CREATE UNIQUE INDEX "instance_slot_key" ON "grid"."instance" ("account_id", "symbol") WHERE "state" <> 'stopped';
CREATE INDEX "instance_series" ON "grid"."instance" ("venue", "symbol", "timeframe", "shard")
    WHERE "state" IN ('running', 'stopping');

CREATE TABLE "grid"."kernel_state" (
    "instance_id" TEXT NOT NULL,
    "state" JSONB NOT NULL,
    "version" BIGINT NOT NULL,
    "settings" JSONB NOT NULL,
    "settings_version" INTEGER NOT NULL,
    "terms" JSONB NOT NULL,
    "last_decided" TIMESTAMPTZ(3),
    CONSTRAINT "kernel_state_pkey" PRIMARY KEY ("instance_id"),
    CONSTRAINT "kernel_state_instance_id_fkey" FOREIGN KEY ("instance_id") REFERENCES "grid"."instance" ("id")
        ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "kernel_state_version_check" CHECK ("version" >= 1)
);

CREATE TABLE "grid"."decision" (
    "instance_id" TEXT NOT NULL,
    "timeframe" TEXT NOT NULL,
    "candle_open" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,
    "correlation_id" TEXT NOT NULL,
    "epoch" INTEGER NOT NULL,
    "settings_version" INTEGER NOT NULL,
    "acted" BOOLEAN NOT NULL,
    "evaluations" JSONB NOT NULL,
    "effects" JSONB NOT NULL,
    "stored_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "decision_pkey" PRIMARY KEY ("instance_id", "timeframe", "candle_open"),
    CONSTRAINT "decision_instance_id_fkey" FOREIGN KEY ("instance_id") REFERENCES "grid"."instance" ("id")
        ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "decision_instance_id_candle_open_idx" ON "grid"."decision" ("instance_id", "candle_open" DESC);
CREATE INDEX "decision_stored_at_idx" ON "grid"."decision" ("stored_at");

CREATE TABLE "grid"."reaction" (
    "id" TEXT NOT NULL,
    "instance_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "cause" JSONB NOT NULL,
    "correlation_id" TEXT NOT NULL,
    "effects" JSONB NOT NULL,
    "stored_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "reaction_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "reaction_instance_id_fkey" FOREIGN KEY ("instance_id") REFERENCES "grid"."instance" ("id")
        ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "reaction_instance_id_id_idx" ON "grid"."reaction" ("instance_id", "id" DESC);
CREATE INDEX "reaction_stored_at_idx" ON "grid"."reaction" ("stored_at");

CREATE TABLE "grid"."wake" (
    "venue" TEXT NOT NULL,
    "symbol" TEXT NOT NULL,
    "timeframe" TEXT NOT NULL,
    "shard" INTEGER NOT NULL,
    "candle_end" TIMESTAMPTZ(3) NOT NULL,
    "candle" JSONB NOT NULL,
    "step" BIGINT,
    "correlation_id" TEXT NOT NULL,
    "closed_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "wake_pkey" PRIMARY KEY ("venue", "symbol", "timeframe", "shard", "candle_end")
);
CREATE INDEX "wake_step_idx" ON "grid"."wake" ("step");
CREATE INDEX "wake_shard_candle_end_idx" ON "grid"."wake" ("shard", "candle_end");

CREATE TABLE "grid"."series" (
    "venue" TEXT NOT NULL,
    "symbol" TEXT NOT NULL,
    "timeframe" TEXT NOT NULL,
    "shard" INTEGER NOT NULL,
    "decided" TIMESTAMPTZ(3) NOT NULL,
    "close" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "series_pkey" PRIMARY KEY ("venue", "symbol", "timeframe", "shard")
);

CREATE TABLE "grid"."indicator" (
    "venue" TEXT NOT NULL,
    "symbol" TEXT NOT NULL,
    "timeframe" TEXT NOT NULL,
    "shard" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "length" INTEGER NOT NULL,
    "candle_open" TIMESTAMPTZ(3) NOT NULL,
    "snapshot" JSONB NOT NULL,
    CONSTRAINT "indicator_pkey" PRIMARY KEY ("venue", "symbol", "timeframe", "shard", "name", "length")
);

CREATE TABLE "grid"."lease" (
    "shard" INTEGER NOT NULL,
    "owner" TEXT NOT NULL,
    "fence" BIGINT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "lease_pkey" PRIMARY KEY ("shard"),
    CONSTRAINT "lease_fence_check" CHECK ("fence" >= 1)
);

CREATE TABLE "grid"."halt" (
    "user_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    CONSTRAINT "halt_pkey" PRIMARY KEY ("user_id", "account_id")
);
