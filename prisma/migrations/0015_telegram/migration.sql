-- Telegram: who is linked, what waits to be sent to whom, and what was said by whom.

CREATE TABLE "users"."telegram_link" (
    "user_id" TEXT NOT NULL,
    "telegram_user_id" BIGINT NOT NULL,
    "linked_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "telegram_link_pkey" PRIMARY KEY ("user_id"),
    CONSTRAINT "telegram_link_telegram_user_id_check" CHECK ("telegram_user_id" > 0),
    CONSTRAINT "telegram_link_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"."user" ("id")
        ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "telegram_link_telegram_user_id_key" ON "users"."telegram_link" ("telegram_user_id");

CREATE TABLE "users"."telegram_code" (
    "user_id" TEXT NOT NULL,
    "code_hash" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "telegram_code_pkey" PRIMARY KEY ("user_id"),
    CONSTRAINT "telegram_code_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"."user" ("id")
        ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "telegram_code_code_hash_key" ON "users"."telegram_code" ("code_hash");

CREATE TABLE "users"."telegram_attempt" (
    "telegram_user_id" BIGINT NOT NULL,
    "failures" INTEGER NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "telegram_attempt_pkey" PRIMARY KEY ("telegram_user_id")
);

CREATE TABLE "notifications"."lease" (
    "shard" INTEGER NOT NULL,
    "owner" TEXT NOT NULL,
    "fence" BIGINT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "lease_pkey" PRIMARY KEY ("shard")
);

CREATE TABLE "notifications"."preference" (
    "user_id" TEXT NOT NULL,
    "least_rank" INTEGER NOT NULL,
    "muted_kinds" TEXT[],
    "quiet_from" INTEGER,
    "quiet_to" INTEGER,
    "time_zone" TEXT NOT NULL,
    CONSTRAINT "preference_pkey" PRIMARY KEY ("user_id"),
    CONSTRAINT "preference_least_rank_check" CHECK ("least_rank" BETWEEN 1 AND 4),
    CONSTRAINT "preference_quiet_check" CHECK (
        ("quiet_from" IS NULL) = ("quiet_to" IS NULL)
        AND "quiet_from" BETWEEN 0 AND 1439 AND "quiet_to" BETWEEN 0 AND 1439
    )
);

CREATE TABLE "notifications"."channel" (
    "user_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "channel_pkey" PRIMARY KEY ("user_id", "kind"),
    CONSTRAINT "channel_kind_check" CHECK ("kind" IN ('telegram')),
    CONSTRAINT "channel_state_check" CHECK ("state" IN ('active', 'blocked'))
);
CREATE UNIQUE INDEX "channel_kind_address_key" ON "notifications"."channel" ("kind", "address");

CREATE TABLE "notifications"."outgoing" (
    "id" TEXT NOT NULL,
    "position" BIGSERIAL NOT NULL,
    "user_id" TEXT,
    "channel" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "notification_id" TEXT,
    "rank" INTEGER NOT NULL,
    "body" JSONB,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    CONSTRAINT "outgoing_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "outgoing_rank_check" CHECK ("rank" BETWEEN 0 AND 4),
    CONSTRAINT "outgoing_state_check" CHECK ("state" IN ('waiting', 'delivered', 'dead')),
    CONSTRAINT "outgoing_content_check" CHECK (("notification_id" IS NULL) <> ("body" IS NULL)),
    CONSTRAINT "outgoing_notification_id_fkey" FOREIGN KEY ("notification_id")
        REFERENCES "notifications"."notification" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "outgoing_position_key" ON "notifications"."outgoing" ("position");
CREATE INDEX "outgoing_waiting_address_rank_position" ON "notifications"."outgoing" ("address", "rank", "position")
    WHERE ("state" = 'waiting'::text);
CREATE INDEX "outgoing_waiting_expires_at" ON "notifications"."outgoing" ("expires_at")
    WHERE ("state" = 'waiting'::text);
CREATE INDEX "outgoing_user_id_position" ON "notifications"."outgoing" ("user_id", "position");
CREATE INDEX "outgoing_notification_id" ON "notifications"."outgoing" ("notification_id");
CREATE INDEX "outgoing_ended_at" ON "notifications"."outgoing" ("ended_at");

CREATE TABLE "notifications"."telegram_update" (
    "update_id" BIGINT NOT NULL,
    "data" JSONB,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "done_at" TIMESTAMPTZ(3),
    "last_error" TEXT,
    CONSTRAINT "telegram_update_pkey" PRIMARY KEY ("update_id")
);
CREATE INDEX "telegram_update_undone_due_at" ON "notifications"."telegram_update" ("due_at")
    WHERE ("done_at" IS NULL);
CREATE INDEX "telegram_update_received_at" ON "notifications"."telegram_update" ("received_at");

CREATE TABLE "notifications"."confirmation" (
    "token_hash" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "choices" JSONB NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_by" BIGINT,
    CONSTRAINT "confirmation_pkey" PRIMARY KEY ("token_hash")
);
CREATE INDEX "confirmation_expires_at" ON "notifications"."confirmation" ("expires_at");
