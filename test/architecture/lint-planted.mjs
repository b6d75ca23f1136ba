/**
 * Lints pieces of code as if each stood in a file of the program: `node lint-planted.mjs < cases.json` with
 * `[{file, code}]`; answers the rules that speak, one list for each case. Rules that need types are left out, for speed.
 */
import { text } from 'node:stream/consumers';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

const root = new URL('../..', import.meta.url).pathname;
const untyped = {
  languageOptions: { parserOptions: { projectService: false } },
  rules: tseslint.configs.disableTypeChecked.rules,
};
const eslint = new ESLint({ cwd: root, overrideConfig: untyped });
const answers = [];
for (const { file, code } of JSON.parse(await text(process.stdin))) {
  const [result] = await eslint.lintText(code, { filePath: file });
  answers.push(result.messages.map(({ ruleId }) => ruleId));
}
process.stdout.write(JSON.stringify(answers));
