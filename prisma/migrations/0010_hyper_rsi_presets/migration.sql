-- Presets of HyperRSI settings: named per person, each change a version of its own.

CREATE TABLE "hyper_rsi"."preset" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "preset_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "preset_version_check" CHECK ("version" >= 1)
);
CREATE UNIQUE INDEX "preset_user_id_name_key" ON "hyper_rsi"."preset" ("user_id", "name");

CREATE TABLE "hyper_rsi"."preset_version" (
    "preset_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "settings" JSONB NOT NULL,
    "stored_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "preset_version_pkey" PRIMARY KEY ("preset_id", "version"),
    CONSTRAINT "preset_version_preset_id_fkey" FOREIGN KEY ("preset_id") REFERENCES "hyper_rsi"."preset" ("id")
        ON DELETE CASCADE ON UPDATE CASCADE
);
