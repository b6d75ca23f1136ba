/** The server sees nothing of our environment: it may hold secrets, and locale variables change Postgres's messages. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
}
