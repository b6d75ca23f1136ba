import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { envExample } from '../../src/shared/platform/config/env-example.js';
import { readConfig } from '../../src/shared/platform/config/read-config.js';
import { variableList } from '../../src/shared/platform/config/variables.js';

const text = readFileSync(join(process.cwd(), '.env.example'), 'utf8');
const samples = [...text.matchAll(/^#([A-Z][A-Z_]*)=(.*)$/gm)].map(
  ([, name, value]) => [name!, value!] as const,
);

describe('.env.example', () => {
  it('is the table of variables, word for word', () => {
    expect(text).toBe(envExample());
  });

  it('names every variable the program reads, once, and no other', () => {
    expect(samples.map(([name]) => name).sort()).toEqual(variableList.map(({ name }) => name).sort());
  });

  it('sets nothing: copying it changes nothing', () => {
    expect(text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))).toEqual([]);
  });

  it.each(samples)('has a sample for %s that is a secret to be replaced, or works', (name, value) => {
    const variable = variableList.find((candidate) => candidate.name === name)!;
    const result = readConfig(
      { [name]: value, ...(name === 'TB_FEED_FILE' ? { TB_FEED: 'recorded' } : {}) },
      {
        secret: () => null,
        isFile: () => true,
      },
    );
    const refusedFields = result.ok ? [] : result.error.map(({ field }) => field);
    const expected = variable.secret !== undefined ? [name] : name === 'TB_FEED' ? ['TB_FEED_FILE'] : [];
    expect(refusedFields).toEqual(expected);
  });
});
