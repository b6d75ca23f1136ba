-- The paper venue: accounts, the books of their instruments, and the client ids of all orders ever placed there.

CREATE TABLE "exchange"."account" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "venue" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "environment" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "cash" DECIMAL(38,18) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "version" BIGINT NOT NULL,
    CONSTRAINT "account_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "account_environment_check" CHECK ("environment" IN ('paper')),
    CONSTRAINT "account_version_check" CHECK ("version" >= 0)
);
CREATE INDEX "account_user_id_created_at" ON "exchange"."account" ("user_id", "created_at", "id");

-- `version` is that of the account when the row was written: all books of an account are written together.
CREATE TABLE "exchange"."paper_book" (
    "account_id" TEXT NOT NULL,
    "symbol" TEXT NOT NULL,
    "state" JSONB NOT NULL,
    "terms" JSONB NOT NULL,
    "version" BIGINT NOT NULL,
    CONSTRAINT "paper_book_pkey" PRIMARY KEY ("account_id", "symbol"),
    CONSTRAINT "paper_book_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "exchange"."account" ("id")
        ON DELETE RESTRICT ON UPDATE CASCADE
);

-- An id is used once per account, whatever became of its order.
CREATE TABLE "exchange"."client_order" (
    "account_id" TEXT NOT NULL,
    "client_order_id" TEXT NOT NULL,
    "symbol" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "cycle" INTEGER NOT NULL,
    "leg" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "venue_order_id" TEXT,
    "status" TEXT NOT NULL,
    "code" TEXT,
    "details" JSONB NOT NULL,
    CONSTRAINT "client_order_pkey" PRIMARY KEY ("account_id", "client_order_id"),
    CONSTRAINT "client_order_status_check" CHECK ("status" IN ('open', 'filled', 'cancelled', 'rejected', 'triggered')),
    CONSTRAINT "client_order_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "exchange"."account" ("id")
        ON DELETE RESTRICT ON UPDATE CASCADE
);

-- The phase told last: `close` of the row before the one at the cursor, or `open` or `path` of the one at the cursor.
ALTER TABLE "exchange"."feed" ADD COLUMN "phase" TEXT NOT NULL DEFAULT 'close';
ALTER TABLE "exchange"."feed" ALTER COLUMN "phase" DROP DEFAULT;
ALTER TABLE "exchange"."feed" ADD CONSTRAINT "feed_phase_check" CHECK ("phase" IN ('open', 'path', 'close'));
