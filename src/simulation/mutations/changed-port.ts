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
  const worse = Object.create(port) as Record<string, unknown>;
  for (const [name, change] of Object.entries(changes) as [string, Change][]) {
    const right = ((port as Record<string, unknown>)[name] as Change).bind(port);
    worse[name] = (...args: unknown[]) => change(right, ...args);
  }
  return worse as Port;
}

type Change = (...args: unknown[]) => unknown;
