-- What the auditor has found and has been acted on.

CREATE TABLE "orders"."breach" (
    "module" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "breach_pkey" PRIMARY KEY ("module","what")
);
