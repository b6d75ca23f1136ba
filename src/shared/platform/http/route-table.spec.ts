import { RouteTable } from './route-table.js';

describe('the route table', () => {
  const table = new RouteTable();
  table.add('GET', '/orders');
  table.add(['GET', 'HEAD'], '/orders/:id');
  table.add('DELETE', '/orders/:id');
  table.add('GET', '/docs/*');

  it('lists every method and pattern once', () => {
    expect(table.list()).toEqual([
      'DELETE /orders/:id',
      'GET /docs/*',
      'GET /orders',
      'GET /orders/:id',
      'HEAD /orders/:id',
    ]);
  });

  it.each([
    ['/orders', ['GET']],
    ['/orders/7', ['DELETE', 'GET', 'HEAD']],
    ['/orders/', []],
    ['/orders/7/fills', []],
    ['/docs/a/b.css', ['GET']],
    ['/docs', []],
    ['/none', []],
  ])('knows the methods at %s', (path, methods) => {
    expect(table.methodsAt(path)).toEqual(methods);
  });
});
