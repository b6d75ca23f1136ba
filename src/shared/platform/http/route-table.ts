/** Every route the server answers, as the router knows it: for 405, and to compare with the API document. */
export class RouteTable {
  private readonly methodsByPattern = new Map<string, Set<string>>();

  add(methods: string | readonly string[], pattern: string): void {
    const known = this.methodsByPattern.get(pattern) ?? new Set();
    for (const method of [methods].flat()) known.add(method);
    this.methodsByPattern.set(pattern, known);
  }

  /** `METHOD pattern`, sorted. */
  list(): readonly string[] {
    return [...this.methodsByPattern]
      .flatMap(([pattern, methods]) => [...methods].map((method) => `${method} ${pattern}`))
      .sort();
  }

  /** Methods that the path of a request would have been answered for, sorted. */
  methodsAt(path: string): readonly string[] {
    const segments = path.split('/');
    const matching = [...this.methodsByPattern].filter(([pattern]) => matches(pattern.split('/'), segments));
    return [...new Set(matching.flatMap(([, methods]) => [...methods]))].sort();
  }
}

function matches(pattern: readonly string[], segments: readonly string[]): boolean {
  if (pattern.at(-1) === '*')
    return segments.length >= pattern.length && startsLike(pattern.slice(0, -1), segments);
  return pattern.length === segments.length && startsLike(pattern, segments);
}

const startsLike = (pattern: readonly string[], segments: readonly string[]): boolean =>
  pattern.every((part, index) => (part.startsWith(':') ? segments[index] !== '' : part === segments[index]));
