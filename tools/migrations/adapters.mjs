/** Through what the schema engine sees a database. */
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';

/** Codes of Prisma's column types. */
const COLUMN = { int32: 0, boolean: 5, character: 6, text: 7, time: 9 };

/** Postgres's internal type `"char"`, which the adapter cannot represent: the engine panics on its columns. */
const CHAR_OID = 18;
/** timetz: a type the adapter knows and no catalogue has; its column type is then renamed. */
const STAND_IN_OID = 1266;

function withStandIn(result) {
  for (const field of result?.fields ?? []) {
    if (field.dataTypeID === CHAR_OID) field.dataTypeID = STAND_IN_OID;
  }
  return result;
}

/** Pools call with a callback, transactions await. */
class CatalogueClient extends pg.Client {
  query(...args) {
    const done = args.at(-1);
    if (typeof done !== 'function') return super.query(...args).then(withStandIn);
    return super.query(...args.slice(0, -1), (error, result) => done(error, withStandIn(result)));
  }
}

const renamed = (result) => ({
  ...result,
  columnTypes: result.columnTypes.map((type) => (type === COLUMN.time ? COLUMN.character : type)),
});

function withCharacters(queryable) {
  const queryRaw = queryable.queryRaw.bind(queryable);
  queryable.queryRaw = async (query) => renamed(await queryRaw(query));
  if (queryable.startTransaction !== undefined) {
    const start = queryable.startTransaction.bind(queryable);
    queryable.startTransaction = async (level) => withCharacters(await start(level));
  }
  return queryable;
}

/** The database at `url`, its catalogue included: `"char"` arrives as one-character text. */
export function readableByPrisma(url) {
  const pool = new pg.Pool({ connectionString: url, max: 2, Client: CatalogueClient });
  const adapter = new PrismaPg(pool);
  const connect = adapter.connect.bind(adapter);
  adapter.connect = async () => withCharacters(await connect());
  return { pool, adapter };
}

/** For comparing two schemas: the engine asks a server for its version all the same, and hears this one. */
export function noDatabase() {
  const greeting = {
    columnNames: ['exists', 'version', 'numeric_version'],
    columnTypes: [COLUMN.boolean, COLUMN.text, COLUMN.int32],
    rows: [[true, 'PostgreSQL 18', 180_000]],
  };
  const refuse = async () => {
    throw new Error('comparing schemas must not ask a database');
  };
  const nobody = {
    provider: 'postgres',
    adapterName: 'none',
    queryRaw: async ({ sql }) => (sql.includes('server_version_num') ? greeting : refuse()),
    executeRaw: refuse,
    executeScript: refuse,
    startTransaction: refuse,
    getConnectionInfo: () => ({ schemaName: 'public', supportsRelationJoins: true }),
    dispose: async () => undefined,
  };
  return {
    provider: 'postgres',
    adapterName: 'none',
    connect: async () => nobody,
    connectToShadowDb: async () => nobody,
  };
}
