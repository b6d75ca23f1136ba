import { createHash } from 'node:crypto';

/** For tokens, which are 118 random bits or more: there is nothing to guess, so a fast hash is enough. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url');
