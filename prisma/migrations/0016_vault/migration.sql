-- Accounts at real venues with their keys, which are sealed: nothing here can be read without the master key.

CREATE TABLE "exchange"."vault" (
    "id" INTEGER NOT NULL,
    "key_id" TEXT NOT NULL,
    "canary" BYTEA NOT NULL,
    "fingerprint_key" BYTEA NOT NULL,
    CONSTRAINT "vault_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "vault_id_check" CHECK ("id" = 1)
);

CREATE TABLE "exchange"."key_account" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "venue" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "key_hint" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "key_account_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "key_account_venue_check" CHECK ("venue" IN ('okx', 'binance', 'bybit', 'bitget', 'upbit'))
);
CREATE UNIQUE INDEX "key_account_fingerprint_key" ON "exchange"."key_account" ("fingerprint");
CREATE INDEX "key_account_user_id_created_at" ON "exchange"."key_account" ("user_id", "created_at", "id");

CREATE TABLE "exchange"."credential" (
    "account_id" TEXT NOT NULL,
    "field" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,
    CONSTRAINT "credential_pkey" PRIMARY KEY ("account_id", "field"),
    CONSTRAINT "credential_field_check" CHECK ("field" IN ('api-key', 'api-secret', 'passphrase')),
    CONSTRAINT "credential_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "exchange"."key_account" ("id")
        ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "credential_key_id" ON "exchange"."credential" ("key_id");
