import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Ids } from '../clock/ids.port.js';
import type { Config } from '../config/config.js';
import { GuardedResponse } from './guarded-response.js';
import { languageOf, problemBody, ProblemException } from './problem.js';
import { codeOfStatus, type ProblemCode } from './problem-codes.js';
import { sendProblem } from './problem-filter.js';
import { answerHeaders } from './security-headers.js';

/** Larger bodies are refused before they are read. */
export const BODY_LIMIT_BYTES = 256 * 1024;
const REQUEST_TIMEOUT_MS = 30_000;
const SANE_REQUEST_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** The Fastify server behind Nest, with limits on everything a client can stretch. */
export function createHttpAdapter(config: Pick<Config, 'trustedProxies'>, ids: Ids): FastifyAdapter {
  return new FastifyAdapter({
    http: { ServerResponse: GuardedResponse },
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    routerOptions: { maxParamLength: 128 },
    trustProxy: config.trustedProxies > 0 && ((_address: string, hop: number) => hop < config.trustedProxies),
    requestIdHeader: false,
    genReqId: ({ headers }: IncomingMessage) => {
      const given = headers['x-request-id'];
      return typeof given === 'string' && SANE_REQUEST_ID.test(given) ? given : ids.next();
    },
    multipart: false,
    // No module has middleware of the kind of Express; looking for it would be one step more of each request.
    skipMiddie: true,
    frameworkErrors: answerUnroutable,
    clientErrorHandler: (error, socket) => {
      answerUnreadable(error, socket, ids.next());
    },
  });
}

/** The router refuses these before any hook runs, so the header that a hook would add is written here. */
function answerUnroutable(
  error: { readonly code: string },
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const code: ProblemCode = error.code === 'FST_ERR_BAD_URL' ? 'malformed-url' : 'url-too-long';
  void reply.header('x-request-id', request.id);
  sendProblem(ProblemException.of(code), request, reply);
}

/** What Node's parser refuses is no request yet: the answer is written to the socket. */
function answerUnreadable(error: NodeJS.ErrnoException, socket: Socket, requestId: string): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const problem = ProblemException.of(unreadableCodes[error.code ?? ''] ?? 'bad-request');
  const body = problemBody(problem, requestId, languageOf(undefined));
  const head = {
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': String(Buffer.byteLength(JSON.stringify(body))),
    'x-request-id': requestId,
    connection: 'close',
    ...answerHeaders,
  };
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}`);
  socket.end([`HTTP/1.1 ${body.status} ${problem.code}`, ...lines, '', JSON.stringify(body)].join('\r\n'));
}

const unreadableCodes: Readonly<Record<string, ProblemCode>> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: codeOfStatus(408),
};
