import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { FastifyRequest } from 'fastify';
import { PerRoute } from './per-route.js';
import { validationProblem } from './validation.js';

/** As they stand in the keys of Nest's metadata, `KIND:INDEX`. */
const BODY = String(RouteParamtypes.BODY);
const QUERY = String(RouteParamtypes.QUERY);

/**
 * Refuses what a route does not read. A route with a DTO refuses unknown members by it; one that reads no body or no query
 * at all would drop them without a word, and whoever sent them would believe that they did something. A guard behind the one of access,
 * because any interceptor costs an answer more than all that is done here.
 */
@Injectable()
export class UnreadInputGuard implements CanActivate {
  private readonly kinds = new PerRoute(kindsRead);

  canActivate(context: ExecutionContext): boolean {
    const { body, query, raw } = context.getArgByIndex<FastifyRequest>(0);
    // Probes may come with whatever their senders like.
    if (raw.url?.startsWith('/api/') !== true) return true;
    const read = this.kinds.of(context);
    const unread = [...(read.has(QUERY) ? [] : membersOf(query)), ...(read.has(BODY) ? [] : membersOf(body))];
    if (unread.length > 0)
      throw validationProblem(
        unread.map((field) => ({ field, value: '(not read)', allowed: 'no such property' })),
      );
    return true;
  }
}

function kindsRead(controller: object, { name }: { readonly name: string }): ReadonlySet<string> {
  const args = Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) as
    Readonly<Record<string, unknown>> | undefined;
  return new Set(Object.keys(args ?? {}).map((key) => key.split(':', 1)[0]!));
}

/** The members of an input; one that is no object counts as one member without a name. */
function membersOf(input: unknown): readonly string[] {
  if (input === undefined || input === null) return [];
  if (typeof input !== 'object' || Array.isArray(input)) return ['(body)'];
  return Object.keys(input).map((name) => name.slice(0, 80));
}
