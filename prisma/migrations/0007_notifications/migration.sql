-- What people were told, numbered for each of them.

CREATE TABLE "notifications"."counter" (
    "user_id" TEXT NOT NULL,
    "last_number" BIGINT NOT NULL,
    CONSTRAINT "counter_pkey" PRIMARY KEY ("user_id"),
    CONSTRAINT "counter_last_number_check" CHECK ("last_number" >= 1)
);

CREATE TABLE "notifications"."notification" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "number" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "priority" TEXT NOT NULL,
    "text_ko" TEXT NOT NULL,
    "text_en" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "correlation_id" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "notification_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "notification_number_check" CHECK ("number" >= 1),
    CONSTRAINT "notification_priority_check" CHECK ("priority" IN ('low', 'normal', 'high', 'critical'))
);
CREATE UNIQUE INDEX "notification_user_id_number_key" ON "notifications"."notification"("user_id", "number");
CREATE UNIQUE INDEX "notification_event_id_key" ON "notifications"."notification"("event_id");
