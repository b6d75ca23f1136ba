import { World } from './world.js';

/**
 * Opens a world for the tests around it. Before each of them everything in it is forgotten, and then it begins.
 * @param opened takes the world, once
 */
export function inOneWorld(opened: (world: World) => void, begins: () => Promise<unknown>): void {
  let world: World;

  beforeAll(async () => {
    world = await World.open();
    opened(world);
  });

  afterAll(() => world.close());

  beforeEach(async () => {
    await world.forget();
    await begins();
  });
}
