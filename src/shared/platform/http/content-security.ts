import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';

/** What pages of this server may load: their own files and nothing else. */
export const contentSecurity = {
  'default-src': ["'self'"],
  'base-uri': ["'none'"],
  'connect-src': ["'self'"],
  'font-src': ["'self'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
  'img-src': ["'self'", 'data:'],
  'object-src': ["'none'"],
  'script-src': ["'self'"],
  'script-src-attr': ["'none'"],
  'style-src': ["'self'"],
} as const;

/** Lets the style blocks of the documentation page through by their digests, instead of allowing all inline styles. */
export function allowDocsStyles(instance: FastifyInstance): void {
  instance.addHook('onSend', (request, reply, payload, done) => {
    const type = String(reply.getHeader('content-type'));
    const policy = reply.getHeader('content-security-policy');
    const page = request.raw.url?.startsWith('/docs') === true && type.startsWith('text/html');
    if (page && typeof policy === 'string' && typeof payload === 'string') {
      void reply.header('content-security-policy', withStyles(policy, payload));
    }
    done(null, payload);
  });
}

function withStyles(policy: string, html: string): string {
  const digests = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(
    ([, css = '']) => `'sha256-${createHash('sha256').update(css).digest('base64')}'`,
  );
  return policy.replace(/style-src 'self'/, ["style-src 'self'", ...digests].join(' '));
}
