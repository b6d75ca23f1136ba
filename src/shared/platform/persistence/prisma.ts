import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../../../generated/prisma/client.js';
import { openPool } from './database.js';

export { Prisma, PrismaClient } from '../../../generated/prisma/client.js';

/** Lists wait for each other here and never for a use case. */
const READ_CONNECTIONS = 4;

export interface PrismaReads {
  /** For typed reads of the module's own schema; writes go through the unit of work. */
  readonly client: PrismaClient;
  close(): Promise<void>;
}

/** A Prisma client on a small pool of its own. */
export function openPrisma(
  url: string,
  onConnectionError: (error: Error) => void = () => undefined,
): PrismaReads {
  const pool = openPool(url, 'reads', READ_CONNECTIONS, onConnectionError);
  const client = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    client,
    close: async () => {
      await client.$disconnect();
      await pool.end();
    },
  };
}
