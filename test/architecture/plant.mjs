/**
 * Plants the offenders on a project that keeps all rules and runs the real checks on it. Prints one JSON answer for
 * rules.spec.ts. Offenders that do not stand in each other's way share one tree, so that the program is read a few times
 * and not eighty: each tree is checked once with all rules, and once without the rules of the offenders planted in it.
 */
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { inspect } from '../../tools/architecture/inspect.mjs';
import { rewrite } from '../../tools/architecture/rewrite.mjs';
import { rulesOf, treeRules } from '../../tools/architecture/rules/index.mjs';
import { Tree } from '../../tools/architecture/tree.mjs';
import { plantMinimalTree } from './minimal-tree.mjs';

const OFFENDERS = resolve(import.meta.dirname, 'offenders');
const PROJECT = resolve(import.meta.dirname, '../..');
const scratch = mkdtempSync(join(tmpdir(), 'tradingboost-architecture-'));

try {
  console.log(JSON.stringify(await answer()));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function answer() {
  const [minimal, silent] = [join(scratch, 'minimal'), join(scratch, 'silent')];
  await plantMinimalTree(minimal, { talking: true });
  await plantMinimalTree(silent, { talking: false });
  const project = await Tree.at(PROJECT);
  const planted = [];
  for (const [index, group] of groups(offenders()).entries()) {
    planted.push(...(await inspectGroup(silent, join(scratch, `group-${index}`), group)));
  }
  return {
    rules: rulesOf(project.map).map(({ name, reason }) => ({ name, reason })),
    project: await inspect(project),
    minimal: await inspect(await Tree.at(minimal)),
    offenders: planted,
    pairs: await everyPair(silent, join(scratch, 'every-pair')),
  };
}

/** Each offender's files, and its lines marked with the word `offends` as `file:line`. */
function offenders() {
  return readdirSync(OFFENDERS).map((name) => {
    const files = readdirSync(join(OFFENDERS, name), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(join(OFFENDERS, name).length + 1));
    return { name, files, marks: files.flatMap((file) => marksIn(join(OFFENDERS, name, file), file)) };
  });
}

function marksIn(path, file) {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.flatMap((line, index) => (/\boffends\b/.test(line) ? [`${file}:${index + 1}`] : []));
}

/** Offenders that touch different files stand together; one that changes the ground under the others stands alone. */
function groups(all) {
  const found = [];
  for (const offender of all) {
    const alone = offender.files.some((file) => /\.(?:absent|appended)$/.test(file));
    const fits = (group) =>
      !group.alone &&
      !alone &&
      !group.members.some(({ files }) => files.some((file) => offender.files.includes(file)));
    const group = found.find(fits);
    if (group === undefined) found.push({ alone, members: [offender] });
    else group.members.push(offender);
  }
  return found.map(({ members }) => members);
}

async function inspectGroup(base, root, group) {
  cpSync(base, root, { recursive: true });
  for (const { name, files } of group) {
    for (const file of files) plant(join(OFFENDERS, name, file), join(root, file));
  }
  const names = group.map(({ name }) => name);
  // What is generated from the overlay is generated again, unless staleness is the offence.
  await rewrite(await Tree.at(root), (rule) => !names.includes(rule));
  const tree = await Tree.at(root);
  const caught = await inspect(tree);
  const unseen = await inspect(tree, new Set(names));
  const of = (found, { files }) =>
    found.filter(({ file }) => group.length === 1 || files.some((own) => `${own}/`.startsWith(`${file}/`)));
  const strays = caught.filter((offence) => !group.some((offender) => of([offence], offender).length > 0));
  return group.map((offender) => ({
    name: offender.name,
    marks: offender.marks,
    caught: of(caught, offender),
    unseen,
    strays,
  }));
}

/** `x.absent` takes x away, `x.appended` is added at its end, everything else is laid over the tree. */
function plant(from, to) {
  if (to.endsWith('.absent')) return rmSync(to.replace(/\.absent$/, ''), { recursive: true });
  if (to.endsWith('.appended'))
    return appendFileSync(to.replace(/\.appended$/, ''), readFileSync(from, 'utf8'));
  mkdirSync(dirname(to), { recursive: true });
  return cpSync(from, to);
}

/** Lets every module import a query and an event of every other; answers which of them were not stopped. */
async function everyPair(base, root) {
  cpSync(base, root, { recursive: true });
  const { map } = await Tree.at(root);
  const names = Object.keys(map.modules);
  const pairs = names.flatMap((one) => names.filter((name) => name !== one).map((other) => ({ one, other })));
  const file = ({ one, other }, door) => `src/modules/${one}/application/${door}-of-${other}.ts`;
  for (const pair of pairs) {
    const door = `../../${pair.other}/contracts`;
    appendFileSync(join(root, file(pair, 'query')), `import '${door}/queries/get-thing.query.js';\n`);
    appendFileSync(join(root, file(pair, 'event')), `import '${door}/events/thing-renamed.event.js';\n`);
  }
  const otherRules = new Set(treeRules.map(({ name }) => name));
  const stopped = new Set((await inspect(await Tree.at(root), otherRules)).map(({ file: one }) => one));
  return pairs.map((pair) => ({
    ...pair,
    query: !stopped.has(file(pair, 'query')),
    event: !stopped.has(file(pair, 'event')),
  }));
}
