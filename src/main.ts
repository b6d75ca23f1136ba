import 'reflect-metadata';

/** What the program can do, for the command line. */
export { approveRestore, backupDatabase, checkBackupFile, restoreDatabase } from './program/backups.js';
export { migrateDatabase } from './program/migrate-database.js';
export { readInstallation } from './program/read-installation.js';
export { rotateKeys } from './program/rotate-keys.js';
export { startProgram } from './program/start-program.js';
export { withUsers } from './program/with-users.js';
export { writeOpenApi } from './program/write-open-api.js';
