-- What is kept of a grid's generations that are over, so that its fills can be read across them.

CREATE TABLE "grid"."chapter" (
    "instance_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "content" JSONB NOT NULL,

    CONSTRAINT "chapter_pkey" PRIMARY KEY ("instance_id","number")
);

ALTER TABLE "grid"."chapter" ADD CONSTRAINT "chapter_instance_id_fkey" FOREIGN KEY ("instance_id") REFERENCES "grid"."instance"("id") ON DELETE CASCADE ON UPDATE CASCADE;
