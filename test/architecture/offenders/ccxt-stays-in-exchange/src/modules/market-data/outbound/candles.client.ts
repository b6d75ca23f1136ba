import * as library from 'ccxt'; // offends
import type { Exchange } from 'ccxt/js/ccxt.js'; // offends

export const used = library;
