-- Hedge position mode of an account: a long and a short position beside each other, each booked and protected by itself.

ALTER TABLE "exchange"."account"
    ADD COLUMN "position_mode" TEXT NOT NULL DEFAULT 'one-way',
    ADD CONSTRAINT "account_position_mode_check" CHECK ("position_mode" IN ('one-way', 'hedge'));
-- Until now each book had its own.
UPDATE "exchange"."account" a SET "position_mode" = 'hedge'
WHERE EXISTS (SELECT 1 FROM "exchange"."paper_book" b WHERE b."account_id" = a."id" AND b."terms"->>'positionMode' = 'hedge');

ALTER TABLE "orders"."lane"
    ADD COLUMN "short" DECIMAL(38,18) NOT NULL DEFAULT 0;
ALTER TABLE "orders"."fill"
    ADD COLUMN "position_side" TEXT NOT NULL DEFAULT 'net',
    ADD CONSTRAINT "fill_position_side_check" CHECK ("position_side" IN ('net', 'long', 'short'));
ALTER TABLE "orders"."gate" ADD COLUMN "protects_hedge" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "orders"."obligation"
    ADD COLUMN "position_side" TEXT NOT NULL DEFAULT 'net',
    ADD COLUMN "hedges" BOOLEAN NOT NULL DEFAULT false,
    ADD CONSTRAINT "obligation_position_side_check" CHECK ("position_side" IN ('net', 'long', 'short')),
    DROP CONSTRAINT "obligation_pkey",
    ADD CONSTRAINT "obligation_pkey" PRIMARY KEY ("account_id", "symbol", "instance_id", "position_side");

ALTER TABLE "positions"."position"
    ADD COLUMN "position_side" TEXT NOT NULL DEFAULT 'net',
    ADD CONSTRAINT "position_position_side_check" CHECK ("position_side" IN ('net', 'long', 'short'));
DROP INDEX "positions"."position_open";
CREATE UNIQUE INDEX "position_open" ON "positions"."position"("account_id", "symbol", "holder", "position_side")
    WHERE (closed_at IS NULL);
