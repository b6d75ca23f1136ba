-- Bills of funding are kept as they come, each once, and asked for: what a stream has not told is not lost.

CREATE TABLE "positions"."bill" (
    "account_id" TEXT NOT NULL,
    "symbol" TEXT NOT NULL,
    "bill_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "position_side" TEXT NOT NULL,
    "amount" DECIMAL(38,18) NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    CONSTRAINT "bill_pkey" PRIMARY KEY ("account_id", "symbol", "bill_id"),
    CONSTRAINT "bill_position_side_check" CHECK ("position_side" IN ('net', 'long', 'short')),
    CONSTRAINT "bill_state_check" CHECK ("state" IN ('waiting', 'booked', 'unclaimed'))
);
CREATE INDEX "bill_waiting" ON "positions"."bill"("seen_at") WHERE (state = 'waiting'::text);
CREATE INDEX "bill_seen_at_idx" ON "positions"."bill"("seen_at");

CREATE TABLE "positions"."funding_read" (
    "account_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "read_until" TIMESTAMPTZ(3) NOT NULL,
    "next_read_at" TIMESTAMPTZ(3),
    CONSTRAINT "funding_read_pkey" PRIMARY KEY ("account_id")
);
CREATE INDEX "funding_read_due" ON "positions"."funding_read"("next_read_at") WHERE (next_read_at IS NOT NULL);

-- What was charged before was told by a stream that misses nothing.
INSERT INTO "positions"."bill"
SELECT f."account_id", f."symbol", f."bill_id", min(f."user_id"), min(p."position_side"), sum(f."amount"), min(f."at"), min(f."at"), 'booked'
FROM "positions"."funding" f JOIN "positions"."position" p ON p."id" = f."position_id"
GROUP BY f."account_id", f."symbol", f."bill_id";

INSERT INTO "positions"."funding_read"
SELECT "account_id", min("user_id"), max("changed_at"), now()
FROM "positions"."position" WHERE "closed_at" IS NULL AND "symbol" LIKE '%:%' GROUP BY "account_id";
