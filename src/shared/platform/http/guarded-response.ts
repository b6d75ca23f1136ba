import {
  IncomingMessage,
  ServerResponse,
  type OutgoingHttpHeader,
  type OutgoingHttpHeaders,
} from 'node:http';
import { Socket } from 'node:net';
import { answerHeaders, pageHeaders } from './security-headers.js';

declare module 'node:http' {
  interface OutgoingMessage {
    /** How Node makes the head of an answer once it has the status line. Its documentation does not promise this: see `ASKS`. */
    _storeHeader(statusLine: string, headers: unknown): void;
  }
}

/** What no browser shows as a page, to the letter: whatever is written otherwise gets the headers of pages. */
const DATA: ReadonlySet<unknown> = new Set([
  undefined,
  'application/json; charset=utf-8',
  'application/problem+json; charset=utf-8',
]);

const NAMES: ReadonlySet<string> = new Set(Object.keys(answerHeaders));

/** Name and value in turn, as Node takes them with the least work. */
const LINES: readonly string[] = Object.entries(answerHeaders).flat();

/** The same as they are sent. One text in one piece: a text that was put together is copied together for each answer. */
const BLOCK = Buffer.from(
  Object.entries(answerHeaders)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join(''),
).toString('latin1');

/** Whether this Node makes heads where they can be preceded; looked at once, on an answer that goes nowhere. */
const ASKS = ((): boolean => {
  let asked = false;
  class Probe extends ServerResponse {
    override _storeHeader(statusLine: string, headers: unknown): void {
      asked = statusLine === 'HTTP/1.1 200 OK\r\n';
      super._storeHeader(statusLine, headers);
    }
  }
  new Probe(new IncomingMessage(new Socket())).writeHead(200, {});
  return asked;
})();

/**
 * An answer with what browsers are told. It stands below the framework: no answer is without, whoever writes it, and what is
 * always the same is not handed through the hooks of each request. A page that has a policy of its own keeps it.
 *
 * Node checks each header of each answer, and makes its head of some four texts a header. What is always the same goes before them
 * as one text where Node allows it, which makes an answer a twentieth cheaper; elsewhere as headers like any other.
 */
export class GuardedResponse<
  Request extends IncomingMessage = IncomingMessage,
> extends ServerResponse<Request> {
  private before = '';

  /** `rest` ends with the headers as an object, as Fastify gives them. */
  override writeHead(status: number, ...rest: readonly unknown[]): this {
    const headers = rest.at(-1) as OutgoingHttpHeaders | string | undefined;
    const own = typeof headers === 'object' ? headers : {};
    const type = own['content-type'] ?? this.getHeader('content-type');
    this.before = '';
    if (!DATA.has(type)) return super.writeHead(status, { ...this.ofPages(), ...own });
    if (!this.precedes || isAnyOfOurs(own) || this.getHeaderNames().some((name) => NAMES.has(name)))
      return super.writeHead(status, withLines(own));
    this.before = BLOCK;
    return super.writeHead(status, own);
  }

  override _storeHeader(statusLine: string, headers: unknown): void {
    super._storeHeader(statusLine + this.before, headers);
  }

  /** Without those that were set on this answer one by one. */
  private ofPages(): OutgoingHttpHeaders {
    return Object.fromEntries(Object.entries(pageHeaders).filter(([name]) => !this.hasHeader(name)));
  }

  protected get precedes(): boolean {
    return ASKS;
  }
}

function isAnyOfOurs(own: OutgoingHttpHeaders): boolean {
  for (const name in own) if (NAMES.has(name)) return true;
  return false;
}

function withLines(own: OutgoingHttpHeaders): OutgoingHttpHeader[] {
  const lines: OutgoingHttpHeader[] = [...LINES];
  for (const name of Object.keys(own)) if (!NAMES.has(name)) lines.push(name, own[name]!);
  return lines;
}
