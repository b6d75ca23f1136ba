import type { ExecutionContext, Type } from '@nestjs/common';

type Handler = ReturnType<ExecutionContext['getHandler']>;

/**
 * What decorators say of a route, read once for each route instead of for each request. A handler that several controllers
 * inherit is a route of each of them.
 */
export class PerRoute<Fact> {
  private readonly known = new WeakMap<Type, WeakMap<Handler, { readonly fact: Fact }>>();

  constructor(private readonly read: (controller: Type, handler: Handler) => Fact) {}

  of(context: ExecutionContext): Fact {
    const [controller, handler] = [context.getClass(), context.getHandler()];
    const known = this.known.get(controller)?.get(handler);
    if (known !== undefined) return known.fact;
    const fact = this.read(controller, handler);
    const ofController = this.known.get(controller) ?? new WeakMap<Handler, { readonly fact: Fact }>();
    this.known.set(controller, ofController.set(handler, { fact }));
    return fact;
  }
}
