-- A database that was restored from a backup does not trade before a person says so.

CREATE TABLE "platform"."restoration" (
    "id" TEXT NOT NULL,
    "taken_at" TIMESTAMPTZ(3) NOT NULL,
    "restored_at" TIMESTAMPTZ(3) NOT NULL,
    "approved_at" TIMESTAMPTZ(3),
    CONSTRAINT "restoration_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "platform"."restoration_settled" (
    "restoration_id" TEXT NOT NULL,
    "module" TEXT NOT NULL,
    "settled_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "restoration_settled_pkey" PRIMARY KEY ("restoration_id", "module"),
    CONSTRAINT "restoration_settled_restoration_id_fkey" FOREIGN KEY ("restoration_id")
        REFERENCES "platform"."restoration"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- API and worker may be processes of their own: what one changes on the paper venue the other has to notice.
ALTER TABLE "exchange"."feed" ADD COLUMN "changes" BIGINT NOT NULL DEFAULT 0;
