import { once } from 'node:events';
import { connect, createServer } from 'node:net';

/** `CommandComplete` of a commit as Postgres writes it: the transaction stands, and nobody has been told yet. */
const COMMITTED = Buffer.from('C\0\0\0\x0bCOMMIT\0', 'latin1');

/**
 * A way to a server that can be cut. What is behind it may change its port; who is connected never sees more than a
 * connection that breaks.
 */
export async function openProxy() {
  const pairs = new Set();
  let upstream = null;
  let cuts = 0;
  let cut = 0;
  const server = createServer((client) => {
    if (upstream === null) {
      client.destroy();
      return;
    }
    const far = connect({ host: '127.0.0.1', port: upstream });
    const pair = { client, far };
    pairs.add(pair);
    const end = () => {
      pairs.delete(pair);
      client.destroy();
      far.destroy();
    };
    for (const socket of [client, far]) socket.on('error', end).on('close', end).setNoDelay(true);
    client.pipe(far);
    far.on('data', (bytes) => {
      // Cut after the commit and before its answer: whoever asked for it cannot know.
      if (cuts > 0 && bytes.includes(COMMITTED)) {
        cuts -= 1;
        cut += 1;
        end();
        return;
      }
      if (!client.write(bytes)) {
        far.pause();
        client.once('drain', () => far.resume());
      }
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: server.address().port,
    /** @param port of the server behind; null refuses everybody. */
    leadTo: (port) => (upstream = port),
    cutAll: () => {
      for (const { client, far } of pairs) {
        client.destroy();
        far.destroy();
      }
    },
    /** The answers to the next `count` commits are lost. */
    loseCommits: (count) => (cuts = count),
    get commitsLost() {
      return cut;
    },
    close: () => {
      for (const { client, far } of pairs) {
        client.destroy();
        far.destroy();
      }
      server.close();
    },
  };
}
