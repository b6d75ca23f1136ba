import type { FastifyInstance, FastifyReply } from 'fastify';

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

const HSTS_SECONDS = 180 * 86_400;

/**
 * What browsers are told with every answer, also with those that no hook sees. Should one ever take data for a page, nothing in
 * it runs, loads, or is framed. Each header is text that is checked and copied for each answer, so there is none here that means
 * something for pages only.
 */
export const answerHeaders = {
  'content-security-policy':
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': `max-age=${HSTS_SECONDS}`,
  'x-content-type-options': 'nosniff',
} as const;

/** What everything but JSON is sent with, pages above all: what helmet sets, for which its specification stands in. */
export const pageHeaders = {
  'content-security-policy': Object.entries(contentSecurity)
    .map(([directive, sources]) => [directive, ...sources].join(' '))
    .join(';'),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': `max-age=${HSTS_SECONDS}`,
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
  'x-xss-protection': '0',
} as const;

/** What no browser shows as a page, to the letter: whatever is written otherwise gets the headers of pages. */
const DATA: ReadonlySet<unknown> = new Set([
  undefined,
  'application/json; charset=utf-8',
  'application/problem+json; charset=utf-8',
]);

/** Sends them with every answer. */
export function addSecurityHeaders(instance: FastifyInstance): void {
  instance.addHook('onRequest', (_request, reply, done) => {
    void reply.headers(answerHeaders);
    done();
  });
  instance.addHook('onSend', (_request, reply, payload, done) => {
    if (!DATA.has(reply.getHeader('content-type'))) addPageHeaders(reply);
    done(null, payload);
  });
}

/** A route that has a policy of its own keeps it. */
function addPageHeaders(reply: FastifyReply): void {
  for (const [name, value] of Object.entries(pageHeaders)) {
    const present = reply.getHeader(name);
    if (present === undefined || present === (answerHeaders as Readonly<Record<string, string>>)[name])
      void reply.header(name, value);
  }
}
