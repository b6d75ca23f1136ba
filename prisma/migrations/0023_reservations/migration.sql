-- What an account has to spend, and what its orders have taken of it.

CREATE TABLE "orders"."balance" (
    "account_id" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "total" DECIMAL(38,18),
    "reserved" DECIMAL(38,18) NOT NULL DEFAULT 0,
    "moved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "balance_pkey" PRIMARY KEY ("account_id","currency"),
    CONSTRAINT "balance_reserved_check" CHECK ("reserved" >= 0)
);

CREATE TABLE "orders"."reservation" (
    "intent_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "whole" DECIMAL(38,18) NOT NULL,
    "amount" DECIMAL(38,18) NOT NULL,

    CONSTRAINT "reservation_pkey" PRIMARY KEY ("intent_id"),
    CONSTRAINT "reservation_amount_check" CHECK ("amount" > 0 AND "amount" <= "whole")
);

CREATE INDEX "reservation_account_id_currency_idx" ON "orders"."reservation"("account_id", "currency");

ALTER TABLE "orders"."reservation" ADD CONSTRAINT "reservation_intent_id_fkey" FOREIGN KEY ("intent_id") REFERENCES "orders"."intent"("id") ON DELETE CASCADE ON UPDATE CASCADE;
