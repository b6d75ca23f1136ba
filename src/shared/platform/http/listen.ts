import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Config } from '../config/config.js';
import { StartupFailure } from '../startup-failure.js';

/** Opens the port. @throws StartupFailure when it is taken, not allowed, or the address is not this machine's. */
export async function listen(
  app: NestFastifyApplication,
  { host, port }: Pick<Config, 'host' | 'port'>,
): Promise<string> {
  try {
    await app.listen(port, host);
  } catch (error) {
    throw portFailure(error, host, port) ?? error;
  }
  return (await app.getUrl()).replace('[::1]', 'localhost');
}

function portFailure(error: unknown, host: string, port: number): StartupFailure | null {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  const fail = (name: string, sentence: string) => new StartupFailure(name, sentence, { cause: error });
  switch (code) {
    case 'EADDRINUSE':
      return fail(
        'port-taken',
        `Port ${port} on ${host} is taken: stop what uses it, or start with another PORT.`,
      );
    case 'EACCES':
      return fail(
        'port-not-allowed',
        `Port ${port} may not be opened by this user: use a PORT of 1024 or higher.`,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return fail(
        'host-unknown',
        `HOST ${host} is no address of this machine: use 127.0.0.1, or 0.0.0.0 for all.`,
      );
    default:
      return null;
  }
}
