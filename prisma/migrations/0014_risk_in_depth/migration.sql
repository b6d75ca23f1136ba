-- Risk to its full depth: exposure over a whole account, drawdown, and stops of single instances.

ALTER TABLE "orders"."risk_profile"
    ADD COLUMN "max_account_notional" DECIMAL(38,18),
    ADD COLUMN "max_drawdown" DECIMAL(38,18),
    ADD COLUMN "max_instance_daily_loss" DECIMAL(38,18),
    ADD COLUMN "max_instance_drawdown" DECIMAL(38,18),
    ADD COLUMN "max_price_deviation_percent" INTEGER,
    ADD COLUMN "losses_before_cooldown" INTEGER,
    ADD COLUMN "cooldown_minutes" INTEGER,
    ADD CONSTRAINT "risk_profile_depth_check" CHECK (
        "max_account_notional" > 0 AND "max_drawdown" > 0 AND "max_instance_daily_loss" > 0
        AND "max_instance_drawdown" > 0 AND "max_price_deviation_percent" >= 1
        AND "losses_before_cooldown" >= 1 AND "cooldown_minutes" >= 1
    );

-- What was lost before today is not known here; the count begins with what today has made.
ALTER TABLE "orders"."risk_account"
    ADD COLUMN "total" DECIMAL(38,18) NOT NULL DEFAULT 0,
    ADD COLUMN "peak" DECIMAL(38,18) NOT NULL DEFAULT 0,
    ADD COLUMN "losses_in_row" INTEGER NOT NULL DEFAULT 0;
UPDATE "orders"."risk_account" SET "total" = "result", "peak" = greatest("result", 0);

CREATE TABLE "orders"."risk_instance" (
    "instance_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "day" INTEGER NOT NULL,
    "result" DECIMAL(38,18) NOT NULL,
    "total" DECIMAL(38,18) NOT NULL,
    "peak" DECIMAL(38,18) NOT NULL,
    "losses_in_row" INTEGER NOT NULL,
    "halt_code" TEXT,
    "cooldown_until" TIMESTAMPTZ(3),
    CONSTRAINT "risk_instance_pkey" PRIMARY KEY ("instance_id")
);
CREATE INDEX "risk_instance_user_id_idx" ON "orders"."risk_instance" ("user_id");

ALTER TABLE "orders"."lane"
    ADD COLUMN "mark" DECIMAL(38,18),
    ADD COLUMN "waiting" DECIMAL(38,18) NOT NULL DEFAULT 0;
UPDATE "orders"."lane" l SET
    "mark" = (SELECT f."price" FROM "orders"."fill" f
              WHERE f."account_id" = l."account_id" AND f."symbol" = l."symbol" ORDER BY f."position" DESC LIMIT 1),
    "waiting" = coalesce((
        SELECT sum(i."exposure" * greatest(i."size" - i."filled_size", 0) / i."size") FROM "orders"."intent" i
        WHERE i."account_id" = l."account_id" AND i."symbol" = l."symbol" AND i."size" > 0 AND i."status" = ANY (ARRAY[
            'planned'::text, 'sending'::text, 'unknown'::text, 'needs-human'::text, 'acked'::text, 'open'::text,
            'partial'::text, 'cancel-requested'::text])), 0);
