-- The life of every order, from a wish to its last fill, and the limits it is held to.

-- One row: which installation this is, and the key of the hashes in its client order ids.
CREATE TABLE "orders"."installation" (
    "id" TEXT NOT NULL,
    "incarnation" TEXT NOT NULL,
    "hash_key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "installation_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "installation_id_check" CHECK ("id" = 'this'),
    CONSTRAINT "installation_incarnation_check" CHECK ("incarnation" ~ '^[0-9a-z]{3}$')
);

-- Everything of one account and symbol goes through its lane in order: the row's lock is what puts it in order.
CREATE TABLE "orders"."lane" (
    "account_id" TEXT NOT NULL,
    "symbol" TEXT NOT NULL,
    "operations" BIGINT NOT NULL DEFAULT 0,
    "position" DECIMAL(38,18) NOT NULL DEFAULT 0,
    CONSTRAINT "lane_pkey" PRIMARY KEY ("account_id", "symbol"),
    CONSTRAINT "lane_operations_check" CHECK ("operations" >= 0)
);

CREATE TABLE "orders"."gate" (
    "instance_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "epoch" INTEGER NOT NULL,
    "open" BOOLEAN NOT NULL,
    "moved_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "gate_pkey" PRIMARY KEY ("instance_id")
);

CREATE TABLE "orders"."intent" (
    "id" TEXT NOT NULL,
    "client_order_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "venue" TEXT NOT NULL,
    "symbol" TEXT NOT NULL,
    "strategy" TEXT NOT NULL,
    "instance_id" TEXT,
    "cycle" INTEGER,
    "leg" TEXT,
    "attempt" INTEGER NOT NULL,
    "side" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "price" DECIMAL(38,18),
    "size" DECIMAL(38,18),
    "reduce_only" BOOLEAN NOT NULL,
    "reason" TEXT NOT NULL,
    "wire" JSONB,
    "replaces" TEXT,
    "epoch" INTEGER,
    "adds" BOOLEAN NOT NULL,
    "exposure" DECIMAL(38,18) NOT NULL,
    "place" BIGINT NOT NULL,
    "status" TEXT NOT NULL,
    "code" TEXT,
    "filled_size" DECIMAL(38,18) NOT NULL DEFAULT 0,
    "filled_value" DECIMAL(38,18) NOT NULL DEFAULT 0,
    "venue_order_id" TEXT,
    "announced" BOOLEAN NOT NULL DEFAULT false,
    "correlation_id" TEXT NOT NULL,
    "step" BIGINT,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,
    "valid_until" TIMESTAMPTZ(3),
    "send_deadline" TIMESTAMPTZ(3),
    "look_at" TIMESTAMPTZ(3),
    "looks" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "intent_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "intent_attempt_check" CHECK ("attempt" >= 1),
    CONSTRAINT "intent_strategy_check" CHECK (("strategy" = 'manual') = ("instance_id" IS NULL)),
    CONSTRAINT "intent_filled_check" CHECK ("filled_size" >= 0 AND "filled_value" >= 0),
    CONSTRAINT "intent_exposure_check" CHECK ("exposure" >= 0 AND ("adds" OR "exposure" = 0)),
    CONSTRAINT "intent_status_check" CHECK ("status" IN ('planned', 'sending', 'acked', 'open', 'partial', 'filled',
        'cancel-requested', 'cancelled', 'rejected', 'denied', 'expired', 'unknown', 'abandoned', 'absent', 'needs-human'))
);
CREATE UNIQUE INDEX "intent_account_id_client_order_id_key" ON "orders"."intent"("account_id", "client_order_id");
CREATE UNIQUE INDEX "intent_instance_id_cycle_leg_attempt_key" ON "orders"."intent"("instance_id", "cycle", "leg", "attempt");
CREATE INDEX "intent_user_id_id_idx" ON "orders"."intent"("user_id", "id");
CREATE INDEX "intent_instance_id_id_idx" ON "orders"."intent"("instance_id", "id");
CREATE INDEX "intent_planned" ON "orders"."intent"("account_id", "symbol", "place") WHERE (status = 'planned'::text);
CREATE INDEX "intent_unresolved" ON "orders"."intent"("look_at")
    WHERE (status = ANY (ARRAY['sending'::text, 'unknown'::text, 'needs-human'::text]));
CREATE INDEX "intent_unsettled" ON "orders"."intent"("step")
    WHERE (status = ANY (ARRAY['planned'::text, 'sending'::text, 'unknown'::text, 'needs-human'::text]));
CREATE INDEX "intent_live" ON "orders"."intent"("account_id", "symbol")
    WHERE (status = ANY (ARRAY['planned'::text, 'sending'::text, 'unknown'::text, 'needs-human'::text, 'acked'::text, 'open'::text, 'partial'::text, 'cancel-requested'::text]));

-- The wish that an order that was or may have been sent should end.
CREATE TABLE "orders"."cancellation" (
    "intent_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "symbol" TEXT NOT NULL,
    "place" BIGINT NOT NULL,
    "step" BIGINT,
    "state" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "send_deadline" TIMESTAMPTZ(3),
    "look_at" TIMESTAMPTZ(3),
    "done_at" TIMESTAMPTZ(3),
    CONSTRAINT "cancellation_pkey" PRIMARY KEY ("intent_id"),
    CONSTRAINT "cancellation_intent_id_fkey" FOREIGN KEY ("intent_id") REFERENCES "orders"."intent"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "cancellation_state_check" CHECK ("state" IN ('requested', 'sending', 'sent'))
);
CREATE INDEX "cancellation_waiting" ON "orders"."cancellation"("account_id", "symbol", "place") WHERE (done_at IS NULL);
CREATE INDEX "cancellation_unsettled" ON "orders"."cancellation"("step") WHERE (done_at IS NULL);

CREATE TABLE "orders"."intent_event" (
    "position" BIGINT GENERATED ALWAYS AS IDENTITY NOT NULL,
    "intent_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "status" TEXT NOT NULL,
    "code" TEXT,
    "details" JSONB NOT NULL,
    CONSTRAINT "intent_event_pkey" PRIMARY KEY ("position"),
    CONSTRAINT "intent_event_intent_id_fkey" FOREIGN KEY ("intent_id") REFERENCES "orders"."intent"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "intent_event_intent_id_position_idx" ON "orders"."intent_event"("intent_id", "position");

CREATE FUNCTION "orders"."refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the history of an order is only ever added to';
END $$;
CREATE TRIGGER "intent_event_append_only" BEFORE UPDATE ON "orders"."intent_event"
    FOR EACH ROW EXECUTE FUNCTION "orders"."refuse_change"();

CREATE TABLE "orders"."fill" (
    "id" TEXT NOT NULL,
    "position" BIGINT GENERATED ALWAYS AS IDENTITY NOT NULL,
    "intent_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "symbol" TEXT NOT NULL,
    "trade_id" TEXT NOT NULL,
    "side" TEXT NOT NULL,
    "price" DECIMAL(38,18) NOT NULL,
    "size" DECIMAL(38,18) NOT NULL,
    "fee" DECIMAL(38,18) NOT NULL,
    "fee_currency" TEXT NOT NULL,
    "liquidity" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "phase" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "booked_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "fill_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "fill_intent_id_fkey" FOREIGN KEY ("intent_id") REFERENCES "orders"."intent"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "fill_numbers_check" CHECK ("price" > 0 AND "size" > 0)
);
CREATE UNIQUE INDEX "fill_position_key" ON "orders"."fill"("position");
CREATE UNIQUE INDEX "fill_account_id_symbol_trade_id_key" ON "orders"."fill"("account_id", "symbol", "trade_id");
CREATE INDEX "fill_intent_id_position_idx" ON "orders"."fill"("intent_id", "position");

-- What happened to orders that are not ours: kept to be shown, never acted on.
CREATE TABLE "orders"."foreign_execution" (
    "account_id" TEXT NOT NULL,
    "symbol" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "client_order_id" TEXT NOT NULL,
    "execution" JSONB NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "foreign_execution_pkey" PRIMARY KEY ("account_id", "symbol", "key")
);

-- What a user allows; an empty limit is the default, never "no limit".
CREATE TABLE "orders"."risk_profile" (
    "user_id" TEXT NOT NULL,
    "max_order_notional" DECIMAL(38,18),
    "max_position_notional" DECIMAL(38,18),
    "max_daily_loss" DECIMAL(38,18),
    "max_leverage" INTEGER,
    "max_orders_per_day" INTEGER,
    "halted_at" TIMESTAMPTZ(3),
    CONSTRAINT "risk_profile_pkey" PRIMARY KEY ("user_id"),
    CONSTRAINT "risk_profile_limits_check" CHECK ("max_order_notional" > 0 AND "max_position_notional" > 0
        AND "max_daily_loss" > 0 AND "max_leverage" >= 1 AND "max_orders_per_day" >= 1)
);

-- What an account has used up of its limits on its current day of market time.
CREATE TABLE "orders"."risk_account" (
    "account_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "day" INTEGER NOT NULL,
    "orders" INTEGER NOT NULL DEFAULT 0,
    "result" DECIMAL(38,18) NOT NULL DEFAULT 0,
    "halt_code" TEXT,
    "halted_at" TIMESTAMPTZ(3),
    CONSTRAINT "risk_account_pkey" PRIMARY KEY ("account_id"),
    CONSTRAINT "risk_account_orders_check" CHECK ("orders" >= 0)
);
CREATE INDEX "risk_account_user_id_idx" ON "orders"."risk_account"("user_id");
