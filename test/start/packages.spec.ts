import { rmSync } from 'node:fs';
import { emptyFolder, runNode, script, startNode, type Folder } from './scripts.js';
import { eventually } from '../kit/eventually.js';

const other = process.platform === 'linux' ? 'darwin' : 'linux';
const packages = {
  '': { name: 'a-project', version: '1.0.0' },
  'node_modules/needed': { version: '1.2.3' },
  'node_modules/native-here': {
    version: '2.0.0',
    optional: true,
    os: [process.platform],
    cpu: [process.arch],
  },
  'node_modules/native-there': { version: '2.0.0', optional: true, os: [other] },
  'node_modules/tool': { version: '3.0.0', dev: true },
};
const installed = {
  'node_modules/needed': packages['node_modules/needed'],
  'node_modules/native-here': packages['node_modules/native-here'],
  'node_modules/tool': packages['node_modules/tool'],
};
const RECORD = 'node_modules/.package-lock.json';

/** An npm that fails on `ci` and installs on `install`, or fails on both. */
const fakeNpm = (install: string): string => `#!/bin/sh
if [ "$1" = ci ]; then
  mkdir -p node_modules/half-of-a-package
  echo "npm error code EUSAGE" >&2
  echo "npm error Missing: needed@1.2.3 from lock file" >&2
  exit 1
fi
echo "$@" > arguments
${install}
`;

describe('installed packages', () => {
  let project: Folder;
  const isInstalled = async (): Promise<boolean> =>
    (await script('prepare/packages.mjs')).packagesInstalled(project.path);

  beforeEach(() => {
    project = emptyFolder();
    project.write('package-lock.json', { packages });
  });
  afterEach(() => {
    project.remove();
  });

  it('are missing in a fresh clone', async () => {
    expect(await isInstalled()).toBe(false);
  });

  it('are missing when npm did not come to its end', async () => {
    project.write('node_modules/needed/package.json', {});
    expect(await isInstalled()).toBe(false);
  });

  it('are known again after an install by hand', async () => {
    project.write(RECORD, { packages: installed });
    expect(await isInstalled()).toBe(true);
    expect(await isInstalled()).toBe(true);
  });

  it('are old when the lock file asks for another version', async () => {
    project.write(RECORD, { packages: installed });
    expect(await isInstalled()).toBe(true);
    project.write('package-lock.json', {
      packages: { ...packages, 'node_modules/needed': { version: '1.3.0' } },
    });
    expect(await isInstalled()).toBe(false);
  });

  it('are too few when the tools were left out', async () => {
    project.write(RECORD, { packages: installed });
    expect(await isInstalled()).toBe(true);
    project.write(RECORD, { packages: { 'node_modules/needed': packages['node_modules/needed'] } });
    expect(await isInstalled()).toBe(false);
  });

  it('are foreign when another machine installed them', async () => {
    project.write(RECORD, {
      packages: { ...installed, 'node_modules/native-there': packages['node_modules/native-there'] },
    });
    expect(await isInstalled()).toBe(false);
  });

  it('stay known by content when the lock file was only written again', async () => {
    project.write(RECORD, { packages: installed });
    expect(await isInstalled()).toBe(true);
    project.write('package-lock.json', JSON.stringify({ packages }, null, 2));
    expect(await isInstalled()).toBe(true);
  });
});

describe('installing packages', () => {
  let project: Folder;
  const installing = `
    const { installPackages, packagesInstalled } = await import(scripts + '/prepare/packages.mjs');
    const root = process.env.PROJECT;
    await installPackages(root).catch((error) => { console.log(error.message); process.exit(error.exitCode); });
    console.log(packagesInstalled(root));
  `;
  const env = (): NodeJS.ProcessEnv => ({
    PATH: `${project.path}:/usr/bin:/bin`,
    PROJECT: project.path,
  });

  beforeEach(() => {
    project = emptyFolder();
    project.write('package-lock.json', { packages });
  });
  afterEach(() => {
    project.remove();
  });

  it('falls back to npm install, with a line that says why, when npm ci fails', async () => {
    project.write('record', { packages: installed });
    project.write('npm', fakeNpm(`[ ! -e node_modules/half-of-a-package ] && cp record ${RECORD}`), 0o755);
    const { code, stdout, stderr } = await runNode(installing, env());
    expect(stderr).toContain('npm ci failed (Missing: needed@1.2.3 from lock file); trying npm install.\n');
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'true\n' });
  });

  it('says what npm said and where the rest stands when both ways fail', async () => {
    project.write('npm', fakeNpm('echo "npm error network offline" >&2; exit 1'), 0o755);
    const { code, stdout } = await runNode(installing, env());
    expect(code).toBe(1);
    expect(stdout).toBe(
      'The packages could not be installed (network offline): see .cache/install.log, check the network and run the command again.\n',
    );
  });

  it('says so when there is no npm', async () => {
    const { code, stdout } = await runNode(installing, { ...env(), PATH: project.path });
    expect({ code, stdout }).toEqual({
      code: 1,
      stdout: 'npm was not found on PATH: it comes with Node, install both.\n',
    });
  });

  it('leaves nothing that looks installed when it is killed', async () => {
    project.write(RECORD, { packages: installed });
    expect((await script('prepare/packages.mjs')).packagesInstalled(project.path)).toBe(true);
    project.write('npm', `#!/bin/sh\nrm -f ${RECORD}; echo $$ > running; exec sleep 60\n`, 0o755);
    const run = startNode(installing, env());
    const { existsSync, readFileSync } = await import('node:fs');
    await eventually(() => existsSync(project.at('running')) && readFileSync(project.at('running'), 'utf8'));
    run.kill('SIGKILL');
    process.kill(Number(readFileSync(project.at('running'), 'utf8')), 'SIGKILL');
    await run.ended;
    expect((await script('prepare/packages.mjs')).packagesInstalled(project.path)).toBe(false);
    rmSync(project.at('running'));
  });

  it('ends npm first when it is asked to stop', async () => {
    project.write(
      'npm',
      '#!/bin/sh\ntrap "echo asked > asked; exit 143" TERM\necho > running\nwhile :; do sleep 0.05; done\n',
      0o755,
    );
    const run = startNode(installing, env());
    const { existsSync } = await import('node:fs');
    await eventually(() => existsSync(project.at('running')));
    run.kill('SIGTERM');
    expect(await run.ended).toMatchObject({ code: 143, stdout: 'Stopped before it was ready.\n' });
    expect(existsSync(project.at('asked'))).toBe(true);
  });
});
