-- A database may lose time without a backup of ours: a replica that was behind took over, or an older copy of its files did.

CREATE TABLE "platform"."history" (
    "id" TEXT NOT NULL,
    "system" TEXT,
    "timeline" INTEGER,
    "alive_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "history_pkey" PRIMARY KEY ("id")
);

ALTER TABLE "platform"."restoration" ADD COLUMN "cause" TEXT NOT NULL DEFAULT 'backup',
    ADD CONSTRAINT "restoration_cause_check"
        CHECK ("cause" IN ('backup', 'another-server', 'another-timeline', 'behind'));

-- Orders of the lost time may rest at their venues under ids that this installation has made before.
ALTER TABLE "orders"."installation" ADD COLUMN "past" TEXT[] NOT NULL DEFAULT '{}',
    ADD COLUMN "renewed_at" TIMESTAMPTZ(3);
