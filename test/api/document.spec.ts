import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { missingExamples } from '../../src/shared/platform/http/openapi/complete-document.js';
import { problems } from '../../src/shared/platform/http/problem-codes.js';
import { addressOf, headersOf, membersOf, operationsOf, pathParametersOf } from './document.js';
import { WholeProgram } from './whole.js';

jest.setTimeout(120_000);

describe('the API document', () => {
  let program: WholeProgram;
  beforeAll(async () => {
    program = await WholeProgram.boot({ TB_FEED_SPEED: '1' });
  });
  afterAll(() => program.close());

  it('has exactly the routes that the server answers', () => {
    const documented = Object.entries(program.document.paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    );
    const served = program.routes.list().filter((route) => !/^HEAD |^GET \/(docs|openapi)/.test(route));
    expect(documented.sort()).toEqual(served);
  });

  it('has an example of every body, answer and parameter, down to the last member', () => {
    expect(missingExamples(program.document)).toEqual([]);
    for (const { id, responses } of operationsOf(program.document)) {
      const answers = Object.entries(responses).filter(([status]) => status.startsWith('2'));
      expect({ id, answers: answers.length }).toEqual({ id, answers: 1 });
      const json = answers[0]![1].content?.['application/json'];
      if (json !== undefined)
        expect({ id, example: json.example }).toEqual({ id, example: expect.anything() });
    }
  });

  it('has the problems of every route, each with its code and an example', () => {
    for (const { id, access, method, notKept, responses } of operationsOf(program.document)) {
      const codes = Object.entries(responses).flatMap(([status, { content }]) =>
        Object.entries<any>(content?.['application/problem+json']?.examples ?? {}).map(
          ([code, { value }]) => {
            expect({ id, code, status: value.status }).toEqual({ id, code, status: Number(status) });
            expect(Object.keys(problems)).toContain(code);
            expect(value.title).toBe(problems[code as keyof typeof problems].title.en);
            return code;
          },
        ),
      );
      const expected = ['too-many-requests'];
      if (access !== 'public') expected.push('unauthenticated');
      if (access === 'trader' || access === 'admin') expected.push('forbidden');
      if (access !== 'public' && method !== 'GET' && !notKept) expected.push('idempotency-key-used');
      expect({ id, codes }).toEqual({ id, codes: expect.arrayContaining(expected) });
    }
  });

  it('is what the types of the client were generated from', () => {
    const generated = execFileSync(process.execPath, ['tools/api/types.mjs'], {
      ...{ input: JSON.stringify(program.document), encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
    });
    const kept = readFileSync(join(process.cwd(), 'test/kit/api-types.ts'), 'utf8');
    // Stale after a change of a route: npm run build && npm run api:types
    expect(generated === kept).toBe(true);
  });

  it('says of every member of a body whether null is a value of it: what does not say so refuses null, by name', async () => {
    const { token } = await program.person('admin', 'admin');
    const tried: string[] = [];
    for (const operation of operationsOf(program.document).filter(({ body }) => body !== undefined)) {
      const values = Object.fromEntries(pathParametersOf(operation).map((name) => [name, 'nothing']));
      for (const [name, nullable] of membersOf(program.document, operation)) {
        const answer = await program.ask(operation.method, addressOf(operation, values), {
          ...{ as: token, body: { ...operation.body, [name]: null }, headers: headersOf(operation) },
        });
        const member = `${operation.id} ${name}`;
        tried.push(member);
        expect({ member, failed: answer.status >= 500 }).toEqual({ member, failed: false });
        if (nullable) continue;
        const fields = (answer.body?.details?.fields ?? []).map(({ field }: { field: string }) => field);
        expect({ member, code: answer.body?.code, fields }).toEqual({
          ...{ member, code: 'validation-failed', fields: expect.arrayContaining([name]) },
        });
      }
    }
    expect(tried).toContain('Grid_preview makerRate');
  });

  it('names an operation once, and has a summary for each', () => {
    const ids = operationsOf(program.document).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const item of Object.values(program.document.paths))
      for (const operation of Object.values(item as Record<string, { summary?: string }>))
        expect(operation.summary).toMatch(/\w/);
  });
});
