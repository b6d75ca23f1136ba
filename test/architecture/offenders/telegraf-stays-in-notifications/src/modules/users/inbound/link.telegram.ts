import * as library from 'telegraf'; // offends

export const used = library;
