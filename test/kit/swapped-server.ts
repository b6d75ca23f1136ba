import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { appendFile, rm } from 'node:fs/promises';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../../src/shared/platform/embedded-postgres/start-embedded-postgres.js';

const run = promisify(execFile);

/**
 * One address with a database server behind it that can be exchanged for another one, as a fail-over does it. Copies are taken of
 * servers that are stopped, so a copy is a replica that is as far behind as it is old.
 */
export class SwappedServer {
  private readonly sockets = new Set<Socket>();
  private server: EmbeddedPostgres | null = null;

  private constructor(
    private readonly folder: string,
    private readonly door: Server,
  ) {}

  static async start(): Promise<SwappedServer> {
    const folder = mkdtempSync(join(tmpdir(), 'tradingboost-swapped-'));
    chmodSync(folder, 0o755);
    const door = createServer();
    const swapped = new SwappedServer(folder, door);
    door.on('connection', (socket) => swapped.pass(socket));
    await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
    await swapped.use('first');
    return swapped;
  }

  /** The same whatever is behind it. */
  get url(): string {
    const url = new URL(this.direct);
    url.port = String((this.door.address() as AddressInfo).port);
    return url.href;
  }

  /** Of the server that is behind the door now. */
  get direct(): string {
    return this.server!.url;
  }

  /** Stops the server, copies it under a name and starts it again. */
  async copyTo(name: string): Promise<void> {
    const { dataDir } = this.server!;
    await this.stop();
    await run('cp', ['-a', dataDir, join(this.folder, name)]);
    this.server = await startEmbeddedPostgres({ dataDir });
  }

  /** A copy takes the place of the server. @param promoted it begins a timeline of its own, as a replica that takes over does */
  async fallBackTo(name: string, { promoted }: { readonly promoted: boolean }): Promise<void> {
    await this.stop();
    const cluster = join(this.folder, name, 'cluster');
    if (promoted) {
      writeFileSync(join(cluster, 'recovery.signal'), '');
      await appendFile(join(cluster, 'postgresql.auto.conf'), "restore_command = 'false'\n");
    }
    await this.use(name);
  }

  async close(): Promise<void> {
    await this.stop();
    await new Promise<void>((resolve) => this.door.close(() => resolve()));
    await rm(this.folder, { recursive: true, force: true });
  }

  private async use(name: string): Promise<void> {
    this.server = await startEmbeddedPostgres({ dataDir: join(this.folder, name) });
  }

  private async stop(): Promise<void> {
    const stopping = this.server;
    this.server = null;
    for (const socket of this.sockets) socket.destroy();
    await stopping?.stop();
  }

  private pass(inside: Socket): void {
    if (this.server === null) {
      inside.destroy();
      return;
    }
    const outside = connect(Number(new URL(this.server.url).port), '127.0.0.1');
    for (const [one, other] of [
      [inside, outside],
      [outside, inside],
    ] as const) {
      this.sockets.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        this.sockets.delete(one);
        other.destroy();
      });
    }
  }
}
