import { defineCommand } from '../command.js';
import { jsonOption, writeJson } from '../json-output.js';

export const openapiCommand = defineCommand({
  name: 'openapi',
  summary: 'Write the OpenAPI document of the HTTP interface.',
  description: [
    'The same document that a running program serves at /openapi.json. Nothing is started for it.',
  ],
  options: { json: { ...jsonOption, summary: 'Write the document to FILE instead of stdout.' } },
  examples: ['tradingboost openapi > openapi.json', 'tradingboost openapi --json openapi.json'],
  variables: ['NODE_ENV'],
  run: async ({ values, env, terminal, program }) => {
    const { writeOpenApi } = await program();
    writeJson(terminal, values.json ?? jsonOption.withoutValue, await writeOpenApi(env));
    return 0;
  },
});
