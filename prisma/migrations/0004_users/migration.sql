-- People and their sessions. An e-mail address belongs to one person, however it is written.

CREATE TABLE "users"."user" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "demo" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "user_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "user_role_check" CHECK ("role" IN ('admin', 'trader', 'viewer')),
    CONSTRAINT "user_language_check" CHECK ("language" IN ('ko', 'en')),
    CONSTRAINT "user_demo_check" CHECK (NOT "demo" OR "role" <> 'admin')
);
CREATE UNIQUE INDEX "user_email_key" ON "users"."user" (lower("email"));

CREATE TABLE "users"."session" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "refresh_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    CONSTRAINT "session_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"."user" ("id")
        ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "session_expires_at_check" CHECK ("expires_at" > "created_at")
);
CREATE UNIQUE INDEX "session_refresh_hash_key" ON "users"."session" ("refresh_hash");
CREATE INDEX "session_user_id_idx" ON "users"."session" ("user_id");
