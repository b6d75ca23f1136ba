import { Controller, Get, Post, Put, UseInterceptors, type NestInterceptor } from '@nestjs/common';
import { INTERCEPTORS_METADATA } from '@nestjs/common/constants.js';
import type { FastifyInstance } from 'fastify';
import { putOnChangingRoutes } from './once-on-changing-routes.js';

const own: NestInterceptor = { intercept: (_context, next) => next.handle() };
const anybody: NestInterceptor = { intercept: (_context, next) => next.handle() };
const server = (): FastifyInstance => ({}) as FastifyInstance;

class Base {
  @Put('inherited')
  inherited(): void {
    return undefined;
  }
}

@Controller()
class Things extends Base {
  @Get()
  list(): void {
    return undefined;
  }

  @Post()
  @UseInterceptors(own)
  create(): void {
    return undefined;
  }

  helper(): void {
    return undefined;
  }
}

const on = (handler: object): readonly unknown[] =>
  (Reflect.getMetadata(INTERCEPTORS_METADATA, handler) ?? []) as readonly unknown[];
/* eslint-disable @typescript-eslint/unbound-method -- metadata stands on the functions themselves */
describe('the interceptor of changing routes', () => {
  it('stands before routes that change, outside of their own, once for any number of applications', () => {
    putOnChangingRoutes([Things], server(), anybody);
    putOnChangingRoutes([Things], server(), anybody);
    expect(on(Things.prototype.create)).toEqual([expect.anything(), own]);
    expect(on(Things.prototype.inherited)).toHaveLength(1);
  });

  it('does not stand before routes that read, nor on what is no route', () => {
    putOnChangingRoutes([Things], server(), anybody);
    expect(on(Things.prototype.list)).toEqual([]);
    expect(on(Things.prototype.helper)).toEqual([]);
  });
});
