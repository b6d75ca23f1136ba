/**
 * A port with some methods done otherwise. Each gets the right method and the arguments, and answers what the worse program
 * would.
 */
export type Otherwise<Port extends object> = {
  readonly [Name in keyof Port]?: Port[Name] extends (...args: infer Args) => infer Answer
    ? (right: (...args: Args) => Answer, ...args: Args) => Answer
    : never;
};

export function otherwise<Port extends object>(port: Port, changes: Otherwise<Port>): Port {
  return new Proxy(port, {
    get: (target, name, receiver) => {
      const value: unknown = Reflect.get(target, name, receiver);
      if (typeof value !== 'function') return value;
      const method = value.bind(target) as (...args: unknown[]) => unknown;
      const change = (changes as Record<string | symbol, unknown>)[name];
      if (typeof change !== 'function') return method;
      return (...args: unknown[]) => (change as (...all: unknown[]) => unknown)(method, ...args);
    },
  });
}
