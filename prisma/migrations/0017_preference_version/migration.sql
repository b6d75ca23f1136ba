-- Preferences are chosen on the version that somebody has seen.

ALTER TABLE "notifications"."preference" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;
