-- A bot has stopped when Orders says that nothing which adds is left of it; until then it is stopping and has ended.

ALTER TABLE "grid"."instance" ADD COLUMN "ended_at" TIMESTAMPTZ(3);
ALTER TABLE "hyper_rsi"."instance" ADD COLUMN "ended_at" TIMESTAMPTZ(3);
