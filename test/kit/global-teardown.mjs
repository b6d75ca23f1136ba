/** Stops the servers that tests made start, and removes their data. */
export default async function globalTeardown() {
  const { broker, servers } = globalThis.testPostgres;
  broker.close();
  const started = await Promise.allSettled(servers.values());
  await Promise.all(started.filter(({ status }) => status === 'fulfilled').map(({ value }) => value.stop()));
}
