import { createHash } from 'node:crypto';
import type { FastifyInstance, onSendHookHandler } from 'fastify';
import { pageHeaders } from './security-headers.js';

/**
 * Lets the style blocks of the documentation page through by their digests, instead of allowing all inline styles. Call it before
 * the page gets its routes.
 */
export function allowDocsStyles(instance: FastifyInstance): void {
  instance.addHook('onRoute', (route) => {
    if (route.url.startsWith('/docs')) route.onSend = [route.onSend ?? [], allowStyles].flat();
  });
}

const allowStyles: onSendHookHandler = (_request, reply, payload, done) => {
  const page = String(reply.getHeader('content-type')).startsWith('text/html');
  if (page && typeof payload === 'string') void reply.header(POLICY, withStyles(payload));
  done(null, payload);
};

const POLICY = 'content-security-policy';

function withStyles(html: string): string {
  const digests = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(
    ([, css = '']) => `'sha256-${createHash('sha256').update(css).digest('base64')}'`,
  );
  return pageHeaders[POLICY].replace(/style-src 'self'/, ["style-src 'self'", ...digests].join(' '));
}
