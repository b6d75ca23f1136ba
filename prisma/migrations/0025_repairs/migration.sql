-- What a venue shows and nothing explains, as our books have taken it over.

CREATE TABLE "orders"."adjustment" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "symbol" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "position_side" TEXT NOT NULL,
    "change" DECIMAL(38,18) NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "adjustment_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "adjustment_change_check" CHECK ("change" <> 0),
    CONSTRAINT "adjustment_position_side_check" CHECK ("position_side" IN ('net', 'long', 'short'))
);
CREATE INDEX "adjustment_account_id_symbol_idx" ON "orders"."adjustment"("account_id", "symbol");

CREATE TABLE "positions"."adjustment" (
    "id" TEXT NOT NULL,
    "ordinal" BIGINT NOT NULL,
    "user_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "symbol" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "position_id" TEXT NOT NULL,
    "side" TEXT NOT NULL,
    "size" DECIMAL(38,18) NOT NULL,
    "flow" DECIMAL(48,24) NOT NULL,
    "correlation_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "adjustment_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "adjustment_position_id_fkey" FOREIGN KEY ("position_id") REFERENCES "positions"."position"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "adjustment_side_check" CHECK ("side" IN ('buy', 'sell')),
    CONSTRAINT "adjustment_size_check" CHECK ("size" > 0)
);
CREATE UNIQUE INDEX "adjustment_ordinal_key" ON "positions"."adjustment"("ordinal");
CREATE INDEX "adjustment_user_id_holder_idx" ON "positions"."adjustment"("user_id", "holder");
CREATE INDEX "adjustment_position_id_idx" ON "positions"."adjustment"("position_id");
