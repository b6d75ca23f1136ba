-- Where the stepped feed of a venue stands; moved in the transaction that tells its candle.

CREATE TABLE "exchange"."feed" (
    "venue" TEXT NOT NULL,
    "identity" TEXT NOT NULL,
    "row" BIGINT NOT NULL,
    "memory" JSONB NOT NULL,
    "step" BIGINT NOT NULL,
    "market_time" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "feed_pkey" PRIMARY KEY ("venue"),
    CONSTRAINT "feed_row_check" CHECK ("row" >= 0),
    CONSTRAINT "feed_step_check" CHECK ("step" >= 0)
);
