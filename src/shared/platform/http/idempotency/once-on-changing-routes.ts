import type { CallHandler, ExecutionContext, NestInterceptor, Type } from '@nestjs/common';
import { RequestMethod } from '@nestjs/common';
import { INTERCEPTORS_METADATA, METHOD_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner } from '@nestjs/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';

const READING: ReadonlySet<unknown> = new Set([RequestMethod.GET, RequestMethod.HEAD, RequestMethod.OPTIONS]);

type Server = Pick<FastifyInstance, 'server'>;

/** The interceptor of each application: controllers, and what is declared on them, are shared by all of a process. */
const byServer = new WeakMap<Server, NestInterceptor>();

const once: NestInterceptor = {
  intercept(
    context: ExecutionContext,
    next: CallHandler,
  ): Observable<unknown> | Promise<Observable<unknown>> {
    const { server } = context.switchToHttp().getRequest<FastifyRequest>();
    return byServer.get(server)?.intercept(context, next) ?? next.handle();
  },
};

/**
 * Puts the interceptor before every route that does more than read, outside of the route's own ones. A global one would stand
 * before the readers too, and there it costs more than all other manners of an answer together. Call it before routes are made.
 */
export function putOnChangingRoutes(
  controllers: readonly Type[],
  server: Server,
  interceptor: NestInterceptor,
): void {
  byServer.set(server, interceptor);
  const scanner = new MetadataScanner();
  for (const { prototype } of controllers as readonly { readonly prototype: Record<string, object> }[])
    for (const name of scanner.getAllMethodNames(prototype)) putOn(prototype[name]!);
}

function putOn(handler: object): void {
  const method: unknown = Reflect.getMetadata(METHOD_METADATA, handler);
  if (method === undefined || READING.has(method)) return;
  const own = (Reflect.getMetadata(INTERCEPTORS_METADATA, handler) ?? []) as readonly unknown[];
  if (!own.includes(once)) Reflect.defineMetadata(INTERCEPTORS_METADATA, [once, ...own], handler);
}
