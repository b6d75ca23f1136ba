-- Since when nothing that adds is left behind the kill switch, and what was repaired for which bot.

ALTER TABLE "orders"."risk_profile" ADD COLUMN "settled_at" TIMESTAMPTZ(3);

CREATE TABLE "orders"."repair" (
    "position" BIGINT GENERATED ALWAYS AS IDENTITY NOT NULL,
    "instance_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "venue" TEXT NOT NULL,
    "symbol" TEXT NOT NULL,
    "strategy" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "repair_pkey" PRIMARY KEY ("position")
);
CREATE INDEX "repair_at_idx" ON "orders"."repair"("at");
CREATE INDEX "repair_user_id_idx" ON "orders"."repair"("user_id");
