import { basename } from 'node:path';
import { cruise } from 'dependency-cruiser';
import { dependencyRules, forbidden, treeRules } from './rules/index.mjs';
import { lineAt } from './tree.mjs';

/** How dependency-cruiser reads the program: types count as imports, packages are seen but not entered. */
export const cruiseOptions = {
  tsPreCompilationDeps: true,
  doNotFollow: { path: '(?:^|/)node_modules/|^src/generated/' },
  enhancedResolveOptions: { extensions: ['.ts', '.js', '.mjs', '.cjs', '.json'] },
};

/**
 * Everything in `tree` that breaks a rule, as `{ rule, file, line?, detail }`.
 * @param {Set<string>} without names of rules that are left out, to show that nothing else catches their offences
 */
export async function inspect(tree, without = new Set()) {
  const asked = (rule) => !without.has(rule.name);
  const found = await imports(tree, dependencyRules(tree.map).filter(asked));
  for (const rule of treeRules.filter(asked)) {
    for (const offence of await rule.offences(tree)) found.push({ rule: rule.name, ...offence });
  }
  return found;
}

async function imports(tree, rules) {
  const entries = tree.list('src').filter((name) => name !== 'generated/' && /(?:\/|\.ts)$/.test(name));
  if (entries.length === 0) return [];
  const { output } = await cruise(
    entries.map((name) => `src/${name.replace(/\/$/, '')}`),
    {
      ...cruiseOptions,
      baseDir: tree.root,
      validate: true,
      ruleSet: { forbidden: forbidden(rules, tree.map) },
    },
  );
  return output.summary.violations.map(({ rule, from, to, unresolvedTo, cycle }) => ({
    rule: rule.name,
    file: from,
    line: lineOf(tree, from, unresolvedTo ?? to),
    detail: cycle ? `cycle: ${[from, ...cycle.map(({ name }) => name)].join(' -> ')}` : `imports ${to}`,
  }));
}

/** Line where `from` imports `specifier`; of a cycle only the file is known, whose name stands in the import. */
function lineOf(tree, from, specifier) {
  const text = tree.text(from);
  const spellings = [`'${specifier}'`, `'node:${specifier}'`, `/${basename(specifier, '.ts')}.js'`];
  const position = spellings.map((each) => text.indexOf(each)).find((index) => index >= 0);
  return position === undefined ? undefined : lineAt(text, position);
}
