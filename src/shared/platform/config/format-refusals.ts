import type { FieldRefusal } from '../../pure/refusal.js';

/** One line per problem, in the order of the variables: what was found and what would be accepted. */
export function formatConfigRefusals(refusals: readonly FieldRefusal[]): string {
  return refusals
    .map(({ field, value, allowed }) => `${field}: ${describe(value)}; allowed: ${allowed}`)
    .join('\n');
}

function describe(value: string): string {
  if (value === '') return 'empty or missing';
  return value.startsWith('(') ? value : JSON.stringify(value);
}
