import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import type { Type } from '@nestjs/common';
import { PerRoute } from './per-route.js';

class Base {
  list(): void {
    // A route of whoever inherits it.
  }
  one(): void {
    // The same.
  }
}
class Left extends Base {}
class Right extends Base {}

const context = (controller: Type, name: 'list' | 'one') =>
  // eslint-disable-next-line @typescript-eslint/unbound-method -- known by itself, never called
  new ExecutionContextHost([], controller, Base.prototype[name]);

describe('what is read once for each route', () => {
  it('belongs to the controller and the handler, and nothing is read twice', () => {
    const read: string[] = [];
    const names = new PerRoute((controller, handler) => {
      const name = `${controller.name}.${handler.name}`;
      read.push(name);
      return name === 'Left.one' ? undefined : name;
    });
    for (let times = 0; times < 2; times += 1) {
      expect(names.of(context(Left, 'list'))).toBe('Left.list');
      expect(names.of(context(Right, 'list'))).toBe('Right.list');
      expect(names.of(context(Left, 'one'))).toBeUndefined();
    }
    expect(read).toEqual(['Left.list', 'Right.list', 'Left.one']);
  });
});
