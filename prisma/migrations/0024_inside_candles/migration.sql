-- Bots that decide inside their candles: which ones, and by the closes of which candles.

ALTER TABLE "hyper_rsi"."wake" ADD COLUMN "finest" TEXT;

ALTER TABLE "grid"."wake" ADD COLUMN "finest" TEXT;

CREATE INDEX "instance_inside" ON "hyper_rsi"."instance"("venue", "symbol", "timeframe", "shard")
WHERE (("state" = ANY (ARRAY['running'::text, 'stopping'::text])) AND (("settings" ->> 'signalTiming'::text) = 'intrabar'::text));
