import { defineConfig } from 'prisma/config';

/** Used by development commands only; the running program migrates with its own runner and connects by DATABASE_URL. */
export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://postgres@127.0.0.1:5432/tradingboost' },
});
