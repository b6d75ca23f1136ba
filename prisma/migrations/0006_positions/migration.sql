-- Positions from flat to flat, and the fills and funding charges that they are the fold of.

CREATE TABLE "positions"."position" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "venue" TEXT NOT NULL,
    "symbol" TEXT NOT NULL,
    "strategy" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "side" TEXT NOT NULL,
    "size" DECIMAL(38,18) NOT NULL,
    "average_price" DECIMAL(38,18) NOT NULL,
    "flow" DECIMAL(48,24) NOT NULL,
    "realised_pnl" DECIMAL(48,24) NOT NULL,
    "fees" DECIMAL(38,18) NOT NULL,
    "funding" DECIMAL(38,18) NOT NULL,
    "max_size" DECIMAL(38,18) NOT NULL,
    "run_order_id" TEXT,
    "run_residue" DECIMAL(48,24) NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    CONSTRAINT "position_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "position_side_check" CHECK ("side" IN ('long', 'short')),
    CONSTRAINT "position_strategy_check" CHECK ("strategy" IN ('hyper-rsi', 'grid', 'manual')
        AND ("strategy" = 'manual') = ("holder" = 'manual')),
    CONSTRAINT "position_size_check" CHECK ("size" >= 0 AND "max_size" > 0 AND "max_size" >= "size"),
    CONSTRAINT "position_closed_check" CHECK (("size" = 0) = ("closed_at" IS NOT NULL)),
    -- A life that is over has made exactly its sells less its buys.
    CONSTRAINT "position_result_check" CHECK ("closed_at" IS NULL OR "realised_pnl" = "flow")
);
CREATE UNIQUE INDEX "position_open" ON "positions"."position"("account_id", "symbol", "holder") WHERE (closed_at IS NULL);
CREATE INDEX "position_user_open" ON "positions"."position"("user_id", "opened_at", "id") WHERE (closed_at IS NULL);
CREATE INDEX "position_user_closed" ON "positions"."position"("user_id", "closed_at", "id") WHERE (closed_at IS NOT NULL);
CREATE INDEX "position_user_id_holder_idx" ON "positions"."position"("user_id", "holder");
CREATE INDEX "position_account_id_symbol_closed_at_idx" ON "positions"."position"("account_id", "symbol", "closed_at");

CREATE TABLE "positions"."fill" (
    "id" TEXT NOT NULL,
    "ordinal" BIGINT GENERATED ALWAYS AS IDENTITY NOT NULL,
    "user_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "symbol" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "trade_id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "side" TEXT NOT NULL,
    "price" DECIMAL(38,18) NOT NULL,
    "size" DECIMAL(38,18) NOT NULL,
    "fee" DECIMAL(38,18) NOT NULL,
    "realised_pnl" DECIMAL(38,18) NOT NULL,
    "reason" TEXT NOT NULL,
    "position_id" TEXT NOT NULL,
    "next_position_id" TEXT,
    "correlation_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "fill_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "fill_position_id_fkey" FOREIGN KEY ("position_id") REFERENCES "positions"."position"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "fill_next_position_id_fkey" FOREIGN KEY ("next_position_id") REFERENCES "positions"."position"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "fill_side_check" CHECK ("side" IN ('buy', 'sell')),
    CONSTRAINT "fill_numbers_check" CHECK ("price" > 0 AND "size" > 0)
);
CREATE UNIQUE INDEX "fill_ordinal_key" ON "positions"."fill"("ordinal");
CREATE UNIQUE INDEX "fill_account_id_symbol_trade_id_key" ON "positions"."fill"("account_id", "symbol", "trade_id");
CREATE INDEX "fill_user_id_at_idx" ON "positions"."fill"("user_id", "at");
CREATE INDEX "fill_user_id_holder_idx" ON "positions"."fill"("user_id", "holder");
CREATE INDEX "fill_position_id_idx" ON "positions"."fill"("position_id");
CREATE INDEX "fill_next_position_id_idx" ON "positions"."fill"("next_position_id");

CREATE TABLE "positions"."funding" (
    "account_id" TEXT NOT NULL,
    "symbol" TEXT NOT NULL,
    "bill_id" TEXT NOT NULL,
    "position_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "amount" DECIMAL(38,18) NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "funding_pkey" PRIMARY KEY ("account_id", "symbol", "bill_id", "position_id"),
    CONSTRAINT "funding_position_id_fkey" FOREIGN KEY ("position_id") REFERENCES "positions"."position"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "funding_user_id_at_idx" ON "positions"."funding"("user_id", "at");
CREATE INDEX "funding_position_id_idx" ON "positions"."funding"("position_id");
