-- What a bot has kept when it was stopped is known as such, and can be closed.

ALTER TABLE "orders"."gate" ADD COLUMN "ended" BOOLEAN NOT NULL DEFAULT false;

-- Before, only the gate of a bot that had ended while it held something was closed and protected nothing.
UPDATE "orders"."gate" SET "ended" = true
WHERE NOT "open" AND "settled_at" IS NOT NULL AND NOT "protects" AND NOT "protects_hedge";

ALTER TABLE "orders"."obligation" ADD COLUMN "leave_size" DECIMAL(38,18);
ALTER TABLE "orders"."obligation" ADD CONSTRAINT "obligation_leave_size_check" CHECK ("leave_size" >= 0);

CREATE INDEX "obligation_leaving" ON "orders"."obligation"("account_id", "symbol") WHERE (leave_size IS NOT NULL);
