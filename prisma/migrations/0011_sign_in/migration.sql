-- The front door: sessions that rotate their tokens and can be listed, brakes on guessing, the first admin, disabled people.

ALTER TABLE "users"."user"
    ADD COLUMN "disabled_at" TIMESTAMPTZ(3),
    ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;

ALTER TABLE "users"."session"
    ADD COLUMN "last_used_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    ADD COLUMN "address" TEXT,
    ADD COLUMN "user_agent" TEXT;

CREATE TABLE "users"."spent_token" (
    "hash" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "spent_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "spent_token_pkey" PRIMARY KEY ("hash"),
    CONSTRAINT "spent_token_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "users"."session" ("id")
        ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "spent_token_session_id_idx" ON "users"."spent_token" ("session_id");

CREATE TABLE "users"."sign_in_brake" (
    "key" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "sign_in_brake_pkey" PRIMARY KEY ("key")
);
CREATE INDEX "sign_in_brake_last_at_idx" ON "users"."sign_in_brake" ("last_at");

CREATE TABLE "users"."set_up" (
    "id" INTEGER NOT NULL,
    "token_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    CONSTRAINT "set_up_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "set_up_id_check" CHECK ("id" = 1)
);
