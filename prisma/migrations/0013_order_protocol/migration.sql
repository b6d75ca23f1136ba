-- The order protocol in full: leases with fences for the lanes, obligations to protect, and what reconciliation finds.

CREATE TABLE "orders"."lease" (
    "shard" INTEGER NOT NULL,
    "owner" TEXT NOT NULL,
    "fence" BIGINT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "lease_pkey" PRIMARY KEY ("shard"),
    CONSTRAINT "lease_fence_check" CHECK ("fence" >= 1)
);

ALTER TABLE "orders"."lane"
    ADD COLUMN "shard" INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN "halt_code" TEXT,
    ADD COLUMN "differs_since" TIMESTAMPTZ(3);

ALTER TABLE "orders"."gate"
    ADD COLUMN "protects" BOOLEAN NOT NULL DEFAULT false,
    ADD COLUMN "settled_at" TIMESTAMPTZ(3);
-- Nothing of a bot that was stopped before is on its way any more.
UPDATE "orders"."gate" SET "settled_at" = "moved_at" WHERE NOT "open";

ALTER TABLE "orders"."intent" ADD COLUMN "fence" BIGINT;
-- When an order that is at its venue is looked for; until now this time was left where it had been.
UPDATE "orders"."intent" SET "look_at" = NULL
WHERE "status" <> ALL (ARRAY['sending'::text, 'unknown'::text, 'needs-human'::text]);
CREATE INDEX "intent_looked_for" ON "orders"."intent" ("look_at")
    WHERE (("look_at" IS NOT NULL) AND ("status" = ANY (ARRAY['acked'::text, 'open'::text, 'partial'::text, 'cancel-requested'::text])));
-- Of one order at most one attempt is on its way, whoever asks for it how often.
CREATE UNIQUE INDEX "intent_on_its_way" ON "orders"."intent" ("instance_id", "cycle", "leg")
    WHERE ("status" = ANY (ARRAY['planned'::text, 'sending'::text, 'unknown'::text, 'needs-human'::text]));
ALTER TABLE "orders"."intent" ADD CONSTRAINT "intent_filled_size_check" CHECK ("filled_size" >= 0);

CREATE TABLE "orders"."obligation" (
    "account_id" TEXT NOT NULL,
    "symbol" TEXT NOT NULL,
    "instance_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "venue" TEXT NOT NULL,
    "strategy" TEXT NOT NULL,
    "size" DECIMAL(38,18) NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "alarmed_at" TIMESTAMPTZ(3),
    "checked_at" TIMESTAMPTZ(3),
    CONSTRAINT "obligation_pkey" PRIMARY KEY ("account_id", "symbol", "instance_id")
);
CREATE INDEX "obligation_owed" ON "orders"."obligation" ("due_at") WHERE ("due_at" IS NOT NULL);
CREATE INDEX "obligation_held" ON "orders"."obligation" ("instance_id") WHERE ("size" <> (0)::numeric);
INSERT INTO "orders"."obligation" ("account_id", "symbol", "instance_id", "user_id", "venue", "strategy", "size", "due_at")
SELECT i."account_id", i."symbol", i."instance_id", min(i."user_id"), min(i."venue"), min(i."strategy"),
       sum(CASE f."side" WHEN 'buy' THEN f."size" ELSE -f."size" END), now() + interval '15 seconds'
FROM "orders"."fill" f JOIN "orders"."intent" i ON i."id" = f."intent_id"
WHERE i."instance_id" IS NOT NULL
GROUP BY i."account_id", i."symbol", i."instance_id";
