import { readFileSync } from 'node:fs';
import { commands } from '../../src/cli/commands.js';
import { main, type Surroundings } from '../../src/cli/main.js';
import type { Program } from '../../src/cli/program.js';
import { StartupFailure } from '../../src/shared/platform/startup-failure.js';
import { emptyFolder, type Folder } from './scripts.js';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));

describe('the command line', () => {
  let folder: Folder;
  let stdout: string;
  let stderr: string;

  /** Runs one command against a program of which only `parts` may be used. */
  const run = async (args: readonly string[], parts: Partial<Program> = {}, env = {}): Promise<number> => {
    stdout = '';
    stderr = '';
    const surroundings: Surroundings = {
      terminal: {
        print: (line) => void (stdout += `${line}\n`),
        warn: (line) => void (stderr += `${line}\n`),
        on: () => undefined,
        off: () => undefined,
        exit: (code) => {
          throw new Error(`exit ${code}`);
        },
      },
      env,
      program: async () => parts as Program,
      envFile: folder.at('.env'),
    };
    return main(args, surroundings);
  };

  beforeEach(() => {
    folder = emptyFolder();
  });
  afterEach(() => {
    folder.remove();
  });

  describe('help', () => {
    it('names every command with its summary, on stdout', async () => {
      expect(await run(['--help'])).toBe(0);
      for (const { name, summary } of commands) {
        expect(stdout).toMatch(new RegExp(`^  ${name} +${summary.replace(/[.]/g, '\\.')}$`, 'm'));
      }
      expect(stderr).toBe('');
    });

    it.each(commands.map((command) => [command.name, command] as const))(
      'of %s shows its options, an example and its variables, and runs nothing',
      async (name, { options, examples, variables }) => {
        expect(await run([...name.split(' '), '--help'])).toBe(0);
        expect(stdout).toContain(`Usage: tradingboost ${name}`);
        for (const option of Object.keys(options)) expect(stdout).toContain(`--${option}`);
        for (const example of examples) expect(stdout).toContain(example);
        for (const variable of variables) expect(stdout).toContain(variable);
      },
    );

    it('names only variables that .env.example explains', () => {
      const example = readFileSync('.env.example', 'utf8');
      for (const { variables } of commands) {
        for (const variable of variables) expect(example).toMatch(new RegExp(`^#?${variable}=`, 'm'));
      }
    });

    it('is what a person without a command gets, as a mistake', async () => {
      expect(await run([])).toBe(2);
      expect(stdout).toBe('');
      expect(stderr).toContain('Commands:');
    });
  });

  it('answers the version of the package', async () => {
    expect(await run(['--version'])).toBe(0);
    expect(stdout).toBe(`${manifest.version}\n`);
  });

  describe('a mistake', () => {
    it.each([
      [['strat'], 'Unknown command "strat". Did you mean "start"? See "tradingboost --help".'],
      [['--verbose'], 'Unknown option "--verbose". See "tradingboost --help".'],
      [['start', '--jsn'], `Unknown option '--jsn'. Did you mean --json? See "tradingboost start --help".`],
      [['migrate', 'now'], `Unexpected argument 'now'. See "tradingboost migrate --help".`],
      [['constructor'], 'Unknown command "constructor". See "tradingboost --help".'],
    ])('like %j is told in one line with exit code 2', async (args, line) => {
      expect(await run(args)).toBe(2);
      expect(stderr).toBe(`${line}\n`);
      expect(stdout).toBe('');
    });
  });

  describe('a failure', () => {
    it('that a person can mend is one sentence and its own exit code', async () => {
      const failure = Object.assign(new StartupFailure('port-taken', 'Port 3000 is taken.'), { exitCode: 1 });
      const migrateDatabase = () => Promise.reject(failure);
      expect(await run(['migrate'], { migrateDatabase })).toBe(1);
      expect(stderr).toBe('Port 3000 is taken.\n');
    });

    it('in a variable ends with 2', async () => {
      const failure = Object.assign(new StartupFailure('bad-configuration', 'PORT: must be 0..65535.'), {
        exitCode: 2,
      });
      expect(await run(['migrate'], { migrateDatabase: () => Promise.reject(failure) })).toBe(2);
    });

    it('of the program itself is logged with its stack, and a sentence says where', async () => {
      const migrateDatabase = () => Promise.reject(new TypeError('x is not a function'));
      expect(await run(['migrate'], { migrateDatabase })).toBe(1);
      const [log, sentence] = stderr.split('\n') as [string, string];
      expect(JSON.parse(log)).toMatchObject({ level: 'fatal', context: 'CommandLine' });
      expect(log).toContain('command-line.spec.ts');
      expect(sentence).toBe(
        'TradingBoost stopped because of an unexpected error: x is not a function. The log line above, on stderr, tells more.',
      );
    });
  });

  describe('--json', () => {
    const parts: Partial<Program> = {
      migrateDatabase: async (_env, print) => {
        print('applied 0001');
        return { applied: ['0001'] };
      },
      writeOpenApi: async () => ({ openapi: '3.1.0' }),
    };

    it.each([[['--json']], [['--json', '-']], [['--json=-']]])(
      'as %j puts the result on stdout and nothing else there',
      async (args) => {
        expect(await run(['migrate', ...args], parts)).toBe(0);
        expect(JSON.parse(stdout)).toEqual({ applied: ['0001'] });
        expect(stderr).toBe('applied 0001\n');
      },
    );

    it('with a file puts the result there and leaves stdout to people', async () => {
      expect(await run(['migrate', '--json', folder.at('result.json')], parts)).toBe(0);
      expect(JSON.parse(readFileSync(folder.at('result.json'), 'utf8'))).toEqual({ applied: ['0001'] });
      expect(stdout).toBe('applied 0001\n');
    });

    it('is wrong input when the file cannot be written', async () => {
      expect(await run(['openapi', '--json', folder.at('no', 'such')], parts)).toBe(2);
      expect(stderr).toBe(`--json: ${folder.at('no', 'such')} cannot be written (ENOENT).\n`);
    });

    it('is what openapi does on stdout anyway', async () => {
      expect(await run(['openapi'], parts)).toBe(0);
      expect(JSON.parse(stdout)).toEqual({ openapi: '3.1.0' });
    });
  });

  describe('the environment', () => {
    const seen: NodeJS.ProcessEnv[] = [];
    const writeOpenApi = async (env: NodeJS.ProcessEnv): Promise<object> => {
      seen.push(env);
      return {};
    };

    it('is completed from .env, and wins over it', async () => {
      folder.write('.env', '# settings\nPORT=8080\nHOST="::1"\n');
      await run(['openapi'], { writeOpenApi }, { PORT: '9090' });
      expect(seen.at(-1)).toEqual({ PORT: '9090', HOST: '::1' });
    });

    it('is enough without .env', async () => {
      await run(['openapi'], { writeOpenApi }, { PORT: '9090' });
      expect(seen.at(-1)).toEqual({ PORT: '9090' });
    });

    it('is wrong input when .env cannot be read', async () => {
      folder.write('.env/not-a-file', '');
      expect(await run(['openapi'], { writeOpenApi })).toBe(2);
      expect(stderr).toContain('.env cannot be read');
    });
  });
});
