import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, type QueryResultRow } from 'pg';
import { apiClient } from './api-client.js';
import { eventually } from './eventually.js';

/** A folder for one program's data; gone with `remove`. */
export interface Home {
  readonly dataDir: string;
  remove(): void;
}

export function makeHome(): Home {
  const folder = mkdtempSync(join(tmpdir(), 'tradingboost-e2e-'));
  // As root the database runs as another user, who has to reach its folder.
  chmodSync(folder, 0o755);
  return { dataDir: join(folder, 'data'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: any;
}

const alive = new Set<ChildProcess>();

// A test that fails half way leaves its program behind, and that would keep Jest waiting for ever.
afterAll(async () => {
  await Promise.all(
    [...alive].map(async (child) => {
      const closed = once(child, 'close');
      child.kill('SIGKILL');
      await closed;
    }),
  );
});

/** The built program as a child process, exactly as `npm start` runs it. */
export class RunningTradingBoost {
  stdout = '';
  stderr = '';
  private readonly exit: Promise<unknown>;

  private constructor(
    readonly url: string,
    private readonly child: ChildProcess,
    private readonly dataDir: string,
  ) {
    child.stdout!.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    child.stderr!.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.exit = once(child, 'close');
    alive.add(child);
    child.once('close', () => alive.delete(child));
  }

  static async start(home: Home, more: Readonly<Record<string, string>> = {}): Promise<RunningTradingBoost> {
    const port = more.PORT ?? String(await freePort());
    const env = {
      ...{ PATH: process.env.PATH, HOME: process.env.HOME },
      // What runs in the child counts for the coverage too.
      ...(process.env.CHILD_COVERAGE_DIR !== undefined && {
        NODE_V8_COVERAGE: process.env.CHILD_COVERAGE_DIR,
      }),
      ...{ TB_DATA_DIR: home.dataDir, PORT: port },
      ...more,
    };
    const child = spawn(process.execPath, ['bin/tradingboost.mjs', 'start'], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new RunningTradingBoost(`http://127.0.0.1:${port}`, child, home.dataDir);
  }

  async ready(timeoutMs = 60_000): Promise<ReadyAnswer> {
    return eventually(
      async () => {
        if (this.child.exitCode !== null) throw new Error(`it has ended:\n${this.stdout}${this.stderr}`);
        const answer = await fetch(`${this.url}/ready`);
        return answer.status === 200 ? ((await answer.json()) as ReadyAnswer) : null;
      },
      { timeoutMs, what: 'readiness' },
    );
  }

  /** The API by its document: paths, bodies and answers are checked by the compiler. */
  api(token?: string): ReturnType<typeof apiClient> {
    return apiClient(this.url, token);
  }

  get(path: string, token?: string): Promise<Answer> {
    return this.ask('GET', path, undefined, token);
  }

  post(path: string, body: object, token?: string): Promise<Answer> {
    return this.ask('POST', path, body, token);
  }

  async ask(method: string, path: string, body?: object, token?: string): Promise<Answer> {
    const answer = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    const json = (answer.headers.get('content-type') ?? '').includes('json');
    return { status: answer.status, headers: answer.headers, body: json ? JSON.parse(text) : text };
  }

  /** Rows of the embedded database, for looking where no route looks. */
  async rows<Row extends QueryResultRow>(statement: string): Promise<Row[]> {
    const [, , , port] = readFileSync(join(this.dataDir, 'cluster', 'postmaster.pid'), 'utf8').split('\n');
    const password = readFileSync(join(this.dataDir, 'password'), 'utf8').trim();
    const client = new Client({
      host: '127.0.0.1',
      port: Number(port),
      user: 'tradingboost',
      password,
      database: 'postgres',
    });
    await client.connect();
    try {
      return (await client.query<Row>(statement)).rows;
    } finally {
      await client.end();
    }
  }

  async end(signal: NodeJS.Signals): Promise<Ended> {
    this.child.kill(signal);
    return this.ended();
  }

  async ended(): Promise<Ended> {
    await this.exit;
    return { code: this.child.exitCode, stdout: this.stdout, stderr: this.stderr };
  }
}

export interface ReadyAnswer {
  readonly status: string;
  readonly mode: string;
  readonly marketTime: string;
  readonly marketSource: string;
  readonly dependencies: readonly {
    readonly name: string;
    readonly ok: boolean;
    readonly latencyMs: number;
  }[];
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
