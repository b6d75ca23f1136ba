import createClient, { type Client } from 'openapi-fetch';
import type { paths } from './api-types.js';

/** A client of the API whose paths, bodies and answers are those of its document; the compiler knows a wrong one. */
export const apiClient = (url: string, token?: string): Client<paths> =>
  createClient<paths>({
    baseUrl: url,
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  });
