-- CreateTable
CREATE TABLE "exchange"."lease" (
    "shard" INTEGER NOT NULL,
    "owner" TEXT NOT NULL,
    "fence" BIGINT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "lease_pkey" PRIMARY KEY ("shard")
);
