-- Orders that take at once or never expire; and a resting order of a person can be changed.

ALTER TABLE "exchange"."client_order" DROP CONSTRAINT "client_order_status_check";
ALTER TABLE "exchange"."client_order" ADD CONSTRAINT "client_order_status_check"
    CHECK ("status" IN ('open', 'filled', 'cancelled', 'rejected', 'expired', 'triggered'));

CREATE TABLE "orders"."amendment" (
    "intent_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "request_key" TEXT NOT NULL,
    "price" DECIMAL(38,18) NOT NULL,
    "size" DECIMAL(38,18) NOT NULL,
    "filled_before" DECIMAL(38,18) NOT NULL,
    "state" TEXT NOT NULL,
    "code" TEXT,
    "details" JSONB NOT NULL,
    "successor_id" TEXT,
    "correlation_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "amendment_pkey" PRIMARY KEY ("intent_id"),
    CONSTRAINT "amendment_size_check" CHECK ("price" > 0 AND "size" > 0 AND "filled_before" >= 0),
    CONSTRAINT "amendment_state_check" CHECK ("state" IN ('pending', 'replaced', 'filled', 'denied', 'ended')),
    CONSTRAINT "amendment_ended_check" CHECK (("state" = 'pending') = ("ended_at" IS NULL)),
    CONSTRAINT "amendment_successor_check" CHECK (("state" IN ('replaced', 'denied')) = ("successor_id" IS NOT NULL))
);

CREATE UNIQUE INDEX "amendment_successor_id_key" ON "orders"."amendment"("successor_id");
CREATE INDEX "amendment_pending" ON "orders"."amendment"("created_at") WHERE (ended_at IS NULL);

ALTER TABLE "orders"."amendment" ADD CONSTRAINT "amendment_intent_id_fkey" FOREIGN KEY ("intent_id") REFERENCES "orders"."intent"("id") ON DELETE CASCADE ON UPDATE CASCADE;
