-- Requests that are asked once however often they are sent, and limits that are edited on the version somebody has seen.

CREATE TABLE "platform"."idempotency_key" (
    "user_id" TEXT NOT NULL,
    "route" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "body_hash" TEXT NOT NULL,
    "claim" TEXT NOT NULL,
    "claimed_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" JSON,
    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("user_id", "route", "key")
);
CREATE INDEX "idempotency_key_expires_at_idx" ON "platform"."idempotency_key" ("expires_at");

ALTER TABLE "orders"."risk_profile" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 0;
