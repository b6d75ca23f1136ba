import { cancel, place, stop, World } from './world.js';

const LIVE = { correlationId: 'c-live' };

describe('an order that is to take the place of another', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await world.forget();
    await world.openGate();
    await world.apply([place('s', stop('90', '1'))], {}, LIVE);
    expect(await world.statuses()).toEqual(['s open']);
  });

  test('given up in the command that wanted it, it takes along what it was to replace', async () => {
    await world.apply(
      [place('t', stop('91', '2'), 's'), place('u', stop('92', '2'), 't'), cancel('u')],
      {},
      LIVE,
    );
    expect(await world.statuses()).toEqual(['s cancelled asked']);
  });

  test('given up before it has left, it takes along what it was to replace', async () => {
    await world.sender.stop();
    await world.apply([place('t', stop('91', '2'), 's')], {}, LIVE);
    await world.apply([cancel('t')], {}, LIVE);
    await world.restartSender();
    expect(await world.statuses()).toEqual(['s cancelled asked', 't cancelled asked']);
  });

  test('given up while nobody knows whether it has arrived, it takes along what it was to replace', async () => {
    world.venue.weather = 'request-lost';
    await world.apply([place('t', stop('91', '2'), 's')], {}, LIVE);
    world.venue.weather = 'fine';
    await world.apply([cancel('t')], {}, LIVE);
    await world.afterDeadlines();
    expect(await world.statuses()).toEqual(['s cancelled asked', 't absent']);
  });

  test('given up after it was refused, it takes along what it was to replace', async () => {
    world.venue.weather = 'refused';
    await world.apply([place('t', stop('91', '2'), 's')], {}, LIVE);
    world.venue.weather = 'fine';
    await world.apply([cancel('t')], {}, LIVE);
    expect(await world.statuses()).toEqual(['s cancelled asked', 't rejected below-minimum']);
  });

  test('lost after it was replaced itself, it does not leave what it was to replace', async () => {
    world.venue.weather = 'request-lost';
    await world.apply([place('t', stop('91', '2'), 's')], {}, LIVE);
    world.venue.weather = 'fine';
    await world.apply([place('u', stop('92', '2'), 't')], {}, LIVE);
    await world.afterDeadlines();
    expect(await world.statuses()).toEqual(['s cancelled asked', 't absent', 'u open']);
  });

  test('whoever replaces one that was refused replaces the one before it', async () => {
    world.venue.weather = 'refused';
    await world.apply([place('t', stop('91', '2'), 's')], {}, LIVE);
    world.venue.weather = 'fine';
    await world.apply([place('u', stop('92', '2'), 't')], {}, LIVE);
    expect(world.venue.operations.at(-1)).toMatchObject({ leg: 'u', replaces: world.idOf('s') });
  });
});
