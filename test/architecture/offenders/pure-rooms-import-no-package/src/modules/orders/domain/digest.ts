import { createHash } from 'node:crypto'; // offends

export const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
