/** The TypeScript types of an OpenAPI document: `node tools/api/types.mjs < openapi.json`. */
import { text } from 'node:stream/consumers';
import openapiTypescript, { astToString } from 'openapi-typescript';

const HEAD = `/** Types of the HTTP API, generated from its document by \`npm run api:types\`; a test compares them with the program. */
`;

// Examples are for people who read the document; here they would be ten thousand lines of comments.
const document = JSON.parse(await text(process.stdin), (name, value) =>
  name === 'example' || name === 'examples' ? undefined : value,
);
process.stdout.write(HEAD + astToString(await openapiTypescript(document, { immutable: true })));
