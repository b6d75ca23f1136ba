-- One schema per module, each with its outbox and inbox; the routes of messages; candles by month.

-- users

CREATE SCHEMA "users";

CREATE TABLE "users"."outbox_key" (
    "key" TEXT NOT NULL,
    "last_seq" BIGINT NOT NULL,
    CONSTRAINT "outbox_key_pkey" PRIMARY KEY ("key"),
    CONSTRAINT "outbox_key_last_seq_check" CHECK ("last_seq" >= 1)
);

CREATE TABLE "users"."outbox" (
    "id" TEXT NOT NULL,
    "position" BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY,
    "key" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "type" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "correlation_id" TEXT NOT NULL,
    "causation_id" TEXT,
    "user_id" TEXT,
    "step" BIGINT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "outbox_seq_check" CHECK ("seq" >= 1)
);
CREATE UNIQUE INDEX "outbox_position_key" ON "users"."outbox" ("position");
CREATE UNIQUE INDEX "outbox_key_seq_key" ON "users"."outbox" ("key", "seq");
CREATE INDEX "outbox_unsent_position" ON "users"."outbox" ("position") WHERE "sent_at" IS NULL;
CREATE INDEX "outbox_unsent_key_seq" ON "users"."outbox" ("key", "seq") WHERE "sent_at" IS NULL;
CREATE INDEX "outbox_unsent_step" ON "users"."outbox" ("step") WHERE "sent_at" IS NULL;

CREATE TABLE "users"."inbox" (
    "message_id" TEXT NOT NULL,
    "position" BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY,
    "source" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "type" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "correlation_id" TEXT NOT NULL,
    "causation_id" TEXT,
    "user_id" TEXT,
    "step" BIGINT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "done_at" TIMESTAMPTZ(3),
    "dead_at" TIMESTAMPTZ(3),
    CONSTRAINT "inbox_pkey" PRIMARY KEY ("message_id"),
    CONSTRAINT "inbox_seq_check" CHECK ("seq" >= 1),
    CONSTRAINT "inbox_attempts_check" CHECK ("attempts" >= 0)
);
CREATE UNIQUE INDEX "inbox_position_key" ON "users"."inbox" ("position");
CREATE INDEX "inbox_undone_position" ON "users"."inbox" ("position") WHERE "done_at" IS NULL;
CREATE INDEX "inbox_undone_source_key_seq" ON "users"."inbox" ("source", "key", "seq") WHERE "done_at" IS NULL;
CREATE INDEX "inbox_undone_step" ON "users"."inbox" ("step") WHERE "done_at" IS NULL;

-- exchange

CREATE SCHEMA "exchange";

CREATE TABLE "exchange"."outbox_key" (
    "key" TEXT NOT NULL,
    "last_seq" BIGINT NOT NULL,
    CONSTRAINT "outbox_key_pkey" PRIMARY KEY ("key"),
    CONSTRAINT "outbox_key_last_seq_check" CHECK ("last_seq" >= 1)
);

CREATE TABLE "exchange"."outbox" (
    "id" TEXT NOT NULL,
    "position" BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY,
    "key" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "type" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "correlation_id" TEXT NOT NULL,
    "causation_id" TEXT,
    "user_id" TEXT,
    "step" BIGINT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "outbox_seq_check" CHECK ("seq" >= 1)
);
CREATE UNIQUE INDEX "outbox_position_key" ON "exchange"."outbox" ("position");
CREATE UNIQUE INDEX "outbox_key_seq_key" ON "exchange"."outbox" ("key", "seq");
CREATE INDEX "outbox_unsent_position" ON "exchange"."outbox" ("position") WHERE "sent_at" IS NULL;
CREATE INDEX "outbox_unsent_key_seq" ON "exchange"."outbox" ("key", "seq") WHERE "sent_at" IS NULL;
CREATE INDEX "outbox_unsent_step" ON "exchange"."outbox" ("step") WHERE "sent_at" IS NULL;

CREATE TABLE "exchange"."inbox" (
    "message_id" TEXT NOT NULL,
    "position" BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY,
    "source" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "type" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "correlation_id" TEXT NOT NULL,
    "causation_id" TEXT,
    "user_id" TEXT,
    "step" BIGINT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "done_at" TIMESTAMPTZ(3),
    "dead_at" TIMESTAMPTZ(3),
    CONSTRAINT "inbox_pkey" PRIMARY KEY ("message_id"),
    CONSTRAINT "inbox_seq_check" CHECK ("seq" >= 1),
    CONSTRAINT "inbox_attempts_check" CHECK ("attempts" >= 0)
);
CREATE UNIQUE INDEX "inbox_position_key" ON "exchange"."inbox" ("position");
CREATE INDEX "inbox_undone_position" ON "exchange"."inbox" ("position") WHERE "done_at" IS NULL;
CREATE INDEX "inbox_undone_source_key_seq" ON "exchange"."inbox" ("source", "key", "seq") WHERE "done_at" IS NULL;
CREATE INDEX "inbox_undone_step" ON "exchange"."inbox" ("step") WHERE "done_at" IS NULL;

-- market_data

CREATE SCHEMA "market_data";

CREATE TABLE "market_data"."outbox_key" (
    "key" TEXT NOT NULL,
    "last_seq" BIGINT NOT NULL,
    CONSTRAINT "outbox_key_pkey" PRIMARY KEY ("key"),
    CONSTRAINT "outbox_key_last_seq_check" CHECK ("last_seq" >= 1)
);

CREATE TABLE "market_data"."outbox" (
    "id" TEXT NOT NULL,
    "position" BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY,
    "key" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "type" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "correlation_id" TEXT NOT NULL,
    "causation_id" TEXT,
    "user_id" TEXT,
    "step" BIGINT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "outbox_seq_check" CHECK ("seq" >= 1)
);
CREATE UNIQUE INDEX "outbox_position_key" ON "market_data"."outbox" ("position");
CREATE UNIQUE INDEX "outbox_key_seq_key" ON "market_data"."outbox" ("key", "seq");
CREATE INDEX "outbox_unsent_position" ON "market_data"."outbox" ("position") WHERE "sent_at" IS NULL;
CREATE INDEX "outbox_unsent_key_seq" ON "market_data"."outbox" ("key", "seq") WHERE "sent_at" IS NULL;
CREATE INDEX "outbox_unsent_step" ON "market_data"."outbox" ("step") WHERE "sent_at" IS NULL;

CREATE TABLE "market_data"."inbox" (
    "message_id" TEXT NOT NULL,
    "position" BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY,
    "source" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "type" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "correlation_id" TEXT NOT NULL,
    "causation_id" TEXT,
    "user_id" TEXT,
    "step" BIGINT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "done_at" TIMESTAMPTZ(3),
    "dead_at" TIMESTAMPTZ(3),
    CONSTRAINT "inbox_pkey" PRIMARY KEY ("message_id"),
    CONSTRAINT "inbox_seq_check" CHECK ("seq" >= 1),
    CONSTRAINT "inbox_attempts_check" CHECK ("attempts" >= 0)
);
CREATE UNIQUE INDEX "inbox_position_key" ON "market_data"."inbox" ("position");
CREATE INDEX "inbox_undone_position" ON "market_data"."inbox" ("position") WHERE "done_at" IS NULL;
CREATE INDEX "inbox_undone_source_key_seq" ON "market_data"."inbox" ("source", "key", "seq") WHERE "done_at" IS NULL;
CREATE INDEX "inbox_undone_step" ON "market_data"."inbox" ("step") WHERE "done_at" IS NULL;

-- orders

CREATE SCHEMA "orders";

CREATE TABLE "orders"."outbox_key" (
    "key" TEXT NOT NULL,
    "last_seq" BIGINT NOT NULL,
    CONSTRAINT "outbox_key_pkey" PRIMARY KEY ("key"),
    CONSTRAINT "outbox_key_last_seq_check" CHECK ("last_seq" >= 1)
);

CREATE TABLE "orders"."outbox" (
    "id" TEXT NOT NULL,
    "position" BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY,
    "key" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "type" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "correlation_id" TEXT NOT NULL,
    "causation_id" TEXT,
    "user_id" TEXT,
    "step" BIGINT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "outbox_seq_check" CHECK ("seq" >= 1)
);
CREATE UNIQUE INDEX "outbox_position_key" ON "orders"."outbox" ("position");
CREATE UNIQUE INDEX "outbox_key_seq_key" ON "orders"."outbox" ("key", "seq");
CREATE INDEX "outbox_unsent_position" ON "orders"."outbox" ("position") WHERE "sent_at" IS NULL;
CREATE INDEX "outbox_unsent_key_seq" ON "orders"."outbox" ("key", "seq") WHERE "sent_at" IS NULL;
CREATE INDEX "outbox_unsent_step" ON "orders"."outbox" ("step") WHERE "sent_at" IS NULL;

CREATE TABLE "orders"."inbox" (
    "message_id" TEXT NOT NULL,
    "position" BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY,
    "source" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "type" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "correlation_id" TEXT NOT NULL,
    "causation_id" TEXT,
    "user_id" TEXT,
    "step" BIGINT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "done_at" TIMESTAMPTZ(3),
    "dead_at" TIMESTAMPTZ(3),
    CONSTRAINT "inbox_pkey" PRIMARY KEY ("message_id"),
    CONSTRAINT "inbox_seq_check" CHECK ("seq" >= 1),
    CONSTRAINT "inbox_attempts_check" CHECK ("attempts" >= 0)
);
CREATE UNIQUE INDEX "inbox_position_key" ON "orders"."inbox" ("position");
CREATE INDEX "inbox_undone_position" ON "orders"."inbox" ("position") WHERE "done_at" IS NULL;
CREATE INDEX "inbox_undone_source_key_seq" ON "orders"."inbox" ("source", "key", "seq") WHERE "done_at" IS NULL;
CREATE INDEX "inbox_undone_step" ON "orders"."inbox" ("step") WHERE "done_at" IS NULL;

-- positions

CREATE SCHEMA "positions";

CREATE TABLE "positions"."outbox_key" (
    "key" TEXT NOT NULL,
    "last_seq" BIGINT NOT NULL,
    CONSTRAINT "outbox_key_pkey" PRIMARY KEY ("key"),
    CONSTRAINT "outbox_key_last_seq_check" CHECK ("last_seq" >= 1)
);

CREATE TABLE "positions"."outbox" (
    "id" TEXT NOT NULL,
    "position" BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY,
    "key" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "type" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "correlation_id" TEXT NOT NULL,
    "causation_id" TEXT,
    "user_id" TEXT,
    "step" BIGINT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "outbox_seq_check" CHECK ("seq" >= 1)
);
CREATE UNIQUE INDEX "outbox_position_key" ON "positions"."outbox" ("position");
CREATE UNIQUE INDEX "outbox_key_seq_key" ON "positions"."outbox" ("key", "seq");
CREATE INDEX "outbox_unsent_position" ON "positions"."outbox" ("position") WHERE "sent_at" IS NULL;
CREATE INDEX "outbox_unsent_key_seq" ON "positions"."outbox" ("key", "seq") WHERE "sent_at" IS NULL;
CREATE INDEX "outbox_unsent_step" ON "positions"."outbox" ("step") WHERE "sent_at" IS NULL;

CREATE TABLE "positions"."inbox" (
    "message_id" TEXT NOT NULL,
    "position" BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY,
    "source" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "type" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "correlation_id" TEXT NOT NULL,
    "causation_id" TEXT,
    "user_id" TEXT,
    "step" BIGINT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "done_at" TIMESTAMPTZ(3),
    "dead_at" TIMESTAMPTZ(3),
    CONSTRAINT "inbox_pkey" PRIMARY KEY ("message_id"),
    CONSTRAINT "inbox_seq_check" CHECK ("seq" >= 1),
    CONSTRAINT "inbox_attempts_check" CHECK ("attempts" >= 0)
);
CREATE UNIQUE INDEX "inbox_position_key" ON "positions"."inbox" ("position");
CREATE INDEX "inbox_undone_position" ON "positions"."inbox" ("position") WHERE "done_at" IS NULL;
CREATE INDEX "inbox_undone_source_key_seq" ON "positions"."inbox" ("source", "key", "seq") WHERE "done_at" IS NULL;
CREATE INDEX "inbox_undone_step" ON "positions"."inbox" ("step") WHERE "done_at" IS NULL;

-- hyper_rsi

CREATE SCHEMA "hyper_rsi";

CREATE TABLE "hyper_rsi"."outbox_key" (
    "key" TEXT NOT NULL,
    "last_seq" BIGINT NOT NULL,
    CONSTRAINT "outbox_key_pkey" PRIMARY KEY ("key"),
    CONSTRAINT "outbox_key_last_seq_check" CHECK ("last_seq" >= 1)
);

CREATE TABLE "hyper_rsi"."outbox" (
    "id" TEXT NOT NULL,
    "position" BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY,
    "key" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "type" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "correlation_id" TEXT NOT NULL,
    "causation_id" TEXT,
    "user_id" TEXT,
    "step" BIGINT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "outbox_seq_check" CHECK ("seq" >= 1)
);
CREATE UNIQUE INDEX "outbox_position_key" ON "hyper_rsi"."outbox" ("position");
CREATE UNIQUE INDEX "outbox_key_seq_key" ON "hyper_rsi"."outbox" ("key", "seq");
CREATE INDEX "outbox_unsent_position" ON "hyper_rsi"."outbox" ("position") WHERE "sent_at" IS NULL;
CREATE INDEX "outbox_unsent_key_seq" ON "hyper_rsi"."outbox" ("key", "seq") WHERE "sent_at" IS NULL;
CREATE INDEX "outbox_unsent_step" ON "hyper_rsi"."outbox" ("step") WHERE "sent_at" IS NULL;

CREATE TABLE "hyper_rsi"."inbox" (
    "message_id" TEXT NOT NULL,
    "position" BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY,
    "source" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "type" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "correlation_id" TEXT NOT NULL,
    "causation_id" TEXT,
    "user_id" TEXT,
    "step" BIGINT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "done_at" TIMESTAMPTZ(3),
    "dead_at" TIMESTAMPTZ(3),
    CONSTRAINT "inbox_pkey" PRIMARY KEY ("message_id"),
    CONSTRAINT "inbox_seq_check" CHECK ("seq" >= 1),
    CONSTRAINT "inbox_attempts_check" CHECK ("attempts" >= 0)
);
CREATE UNIQUE INDEX "inbox_position_key" ON "hyper_rsi"."inbox" ("position");
CREATE INDEX "inbox_undone_position" ON "hyper_rsi"."inbox" ("position") WHERE "done_at" IS NULL;
CREATE INDEX "inbox_undone_source_key_seq" ON "hyper_rsi"."inbox" ("source", "key", "seq") WHERE "done_at" IS NULL;
CREATE INDEX "inbox_undone_step" ON "hyper_rsi"."inbox" ("step") WHERE "done_at" IS NULL;

-- grid

CREATE SCHEMA "grid";

CREATE TABLE "grid"."outbox_key" (
    "key" TEXT NOT NULL,
    "last_seq" BIGINT NOT NULL,
    CONSTRAINT "outbox_key_pkey" PRIMARY KEY ("key"),
    CONSTRAINT "outbox_key_last_seq_check" CHECK ("last_seq" >= 1)
);

CREATE TABLE "grid"."outbox" (
    "id" TEXT NOT NULL,
    "position" BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY,
    "key" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "type" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "correlation_id" TEXT NOT NULL,
    "causation_id" TEXT,
    "user_id" TEXT,
    "step" BIGINT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "outbox_seq_check" CHECK ("seq" >= 1)
);
CREATE UNIQUE INDEX "outbox_position_key" ON "grid"."outbox" ("position");
CREATE UNIQUE INDEX "outbox_key_seq_key" ON "grid"."outbox" ("key", "seq");
CREATE INDEX "outbox_unsent_position" ON "grid"."outbox" ("position") WHERE "sent_at" IS NULL;
CREATE INDEX "outbox_unsent_key_seq" ON "grid"."outbox" ("key", "seq") WHERE "sent_at" IS NULL;
CREATE INDEX "outbox_unsent_step" ON "grid"."outbox" ("step") WHERE "sent_at" IS NULL;

CREATE TABLE "grid"."inbox" (
    "message_id" TEXT NOT NULL,
    "position" BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY,
    "source" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "type" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "correlation_id" TEXT NOT NULL,
    "causation_id" TEXT,
    "user_id" TEXT,
    "step" BIGINT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "done_at" TIMESTAMPTZ(3),
    "dead_at" TIMESTAMPTZ(3),
    CONSTRAINT "inbox_pkey" PRIMARY KEY ("message_id"),
    CONSTRAINT "inbox_seq_check" CHECK ("seq" >= 1),
    CONSTRAINT "inbox_attempts_check" CHECK ("attempts" >= 0)
);
CREATE UNIQUE INDEX "inbox_position_key" ON "grid"."inbox" ("position");
CREATE INDEX "inbox_undone_position" ON "grid"."inbox" ("position") WHERE "done_at" IS NULL;
CREATE INDEX "inbox_undone_source_key_seq" ON "grid"."inbox" ("source", "key", "seq") WHERE "done_at" IS NULL;
CREATE INDEX "inbox_undone_step" ON "grid"."inbox" ("step") WHERE "done_at" IS NULL;

-- notifications

CREATE SCHEMA "notifications";

CREATE TABLE "notifications"."outbox_key" (
    "key" TEXT NOT NULL,
    "last_seq" BIGINT NOT NULL,
    CONSTRAINT "outbox_key_pkey" PRIMARY KEY ("key"),
    CONSTRAINT "outbox_key_last_seq_check" CHECK ("last_seq" >= 1)
);

CREATE TABLE "notifications"."outbox" (
    "id" TEXT NOT NULL,
    "position" BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY,
    "key" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "type" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "correlation_id" TEXT NOT NULL,
    "causation_id" TEXT,
    "user_id" TEXT,
    "step" BIGINT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "outbox_seq_check" CHECK ("seq" >= 1)
);
CREATE UNIQUE INDEX "outbox_position_key" ON "notifications"."outbox" ("position");
CREATE UNIQUE INDEX "outbox_key_seq_key" ON "notifications"."outbox" ("key", "seq");
CREATE INDEX "outbox_unsent_position" ON "notifications"."outbox" ("position") WHERE "sent_at" IS NULL;
CREATE INDEX "outbox_unsent_key_seq" ON "notifications"."outbox" ("key", "seq") WHERE "sent_at" IS NULL;
CREATE INDEX "outbox_unsent_step" ON "notifications"."outbox" ("step") WHERE "sent_at" IS NULL;

CREATE TABLE "notifications"."inbox" (
    "message_id" TEXT NOT NULL,
    "position" BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY,
    "source" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "type" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "correlation_id" TEXT NOT NULL,
    "causation_id" TEXT,
    "user_id" TEXT,
    "step" BIGINT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "done_at" TIMESTAMPTZ(3),
    "dead_at" TIMESTAMPTZ(3),
    CONSTRAINT "inbox_pkey" PRIMARY KEY ("message_id"),
    CONSTRAINT "inbox_seq_check" CHECK ("seq" >= 1),
    CONSTRAINT "inbox_attempts_check" CHECK ("attempts" >= 0)
);
CREATE UNIQUE INDEX "inbox_position_key" ON "notifications"."inbox" ("position");
CREATE INDEX "inbox_undone_position" ON "notifications"."inbox" ("position") WHERE "done_at" IS NULL;
CREATE INDEX "inbox_undone_source_key_seq" ON "notifications"."inbox" ("source", "key", "seq") WHERE "done_at" IS NULL;
CREATE INDEX "inbox_undone_step" ON "notifications"."inbox" ("step") WHERE "done_at" IS NULL;

-- market_data: candles
-- Written by hand: Prisma knows no partitions. There is no default partition on purpose: a candle of a month that nobody
-- prepared must fail loudly, and a month can be attached without looking through rows that lie in the wrong place.

CREATE TABLE "market_data"."candle" (
    "venue" TEXT NOT NULL,
    "symbol" TEXT NOT NULL,
    "timeframe" TEXT NOT NULL,
    "open_time" TIMESTAMPTZ(3) NOT NULL,
    "open" DECIMAL(38,18) NOT NULL,
    "high" DECIMAL(38,18) NOT NULL,
    "low" DECIMAL(38,18) NOT NULL,
    "close" DECIMAL(38,18) NOT NULL,
    "volume" DECIMAL(38,18) NOT NULL,
    CONSTRAINT "candle_pkey" PRIMARY KEY ("venue", "symbol", "timeframe", "open_time"),
    CONSTRAINT "candle_prices_check" CHECK ("low" > 0 AND "open" BETWEEN "low" AND "high" AND "close" BETWEEN "low" AND "high"),
    CONSTRAINT "candle_volume_check" CHECK ("volume" >= 0)
) PARTITION BY RANGE ("open_time");

-- platform

CREATE SCHEMA "platform";

CREATE TABLE "platform"."subscription" (
    "type" TEXT NOT NULL,
    "module" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    CONSTRAINT "subscription_pkey" PRIMARY KEY ("type", "module"),
    CONSTRAINT "subscription_kind_check" CHECK ("kind" IN ('event', 'command'))
);
CREATE UNIQUE INDEX "subscription_one_addressee" ON "platform"."subscription" ("type") WHERE "kind" = 'command';
