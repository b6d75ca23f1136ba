import {
  ServerResponse,
  type IncomingMessage,
  type OutgoingHttpHeader,
  type OutgoingHttpHeaders,
} from 'node:http';

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
 * What browsers are told with every answer. Nobody keeps what is of a moment and of whoever has asked. Should a browser ever take
 * data for a page, nothing in it runs, loads, or is framed. Each header is text that is checked and copied for each answer, so there
 * is none here that means something for pages only.
 */
export const answerHeaders = {
  'cache-control': 'no-store',
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

/** Name and value in turn, as Node takes them with the least work. */
const ANSWER_LINES: readonly string[] = Object.entries(answerHeaders).flat();

/**
 * An answer with what browsers are told. It stands below the framework: no answer is without, whoever writes it, and what is
 * always the same is not handed through the hooks of each request. A page that has a policy of its own keeps it.
 */
export class GuardedResponse<
  Request extends IncomingMessage = IncomingMessage,
> extends ServerResponse<Request> {
  /** `rest` ends with the headers as an object, as Fastify gives them. */
  override writeHead(status: number, ...rest: readonly unknown[]): this {
    const headers = rest.at(-1) as OutgoingHttpHeaders | string | undefined;
    const own = typeof headers === 'object' ? headers : {};
    const type = own['content-type'] ?? this.getHeader('content-type');
    if (!DATA.has(type)) return super.writeHead(status, { ...pageHeaders, ...own });
    const lines: OutgoingHttpHeader[] = [...ANSWER_LINES];
    for (const name of Object.keys(own)) if (!(name in answerHeaders)) lines.push(name, own[name]!);
    return super.writeHead(status, lines);
  }
}
