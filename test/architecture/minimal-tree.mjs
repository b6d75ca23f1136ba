import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import * as map from '../../tools/architecture/map.mjs';
import { section } from '../../tools/architecture/generated/sections.mjs';
import { rewrite } from '../../tools/architecture/rewrite.mjs';
import { Tree } from '../../tools/architecture/tree.mjs';

const PROJECT = resolve(import.meta.dirname, '../..');

/**
 * Writes the smallest project that keeps every rule: all modules with all rooms, each asking and hearing exactly what the
 * map allows and every visitor using every door open to it. What the rules allow is thereby tested as well.
 * @param {{ talking: boolean }} how whether the modules ask and hear each other at all
 */
export async function plantMinimalTree(root, { talking }) {
  const write = (file, ...lines) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), `${lines.join('\n')}\n`);
  };
  for (const file of [
    'tools/architecture/map.mjs',
    'src/shared/pure/messages/message.ts',
    'src/shared/pure/json.ts',
  ])
    cpSync(join(PROJECT, file), join(root, file), { recursive: true });
  write('package.json', '{ "type": "module" }');
  write(
    'src/shared/platform/bus/on-record.ts',
    'export const OnRecord = (..._route: unknown[]) => () => undefined;',
  );
  write('src/shared/platform/persistence/sql.ts', "export { default as sql } from 'sql-template-tag';");
  for (const name of Object.keys(map.modules)) {
    plantModule(write, name);
    if (talking) plantTalk(write, name);
  }
  plantVisitors(write);
  write('docs/architecture.md', '# Architecture', '', section('empty'));
  await rewrite(await Tree.at(root));
}

function plantModule(write, name) {
  const { schema } = map.modules[name];
  const folder = `src/modules/${name}`;
  write(
    `${folder}/contracts/commands/rename-thing.command.ts`,
    "import { Command } from '../../../../shared/pure/messages/message.js';",
    'export class RenameThing extends Command<{ readonly id: string }, null> {',
    `  static readonly type = '${name}.rename-thing.v1';`,
    '}',
  );
  write(
    `${folder}/contracts/queries/get-thing.query.ts`,
    "import { Query } from '../../../../shared/pure/messages/message.js';",
    'export class GetThing extends Query<{ readonly id: string }, { readonly name: string }> {',
    `  static readonly type = '${name}.get-thing.v1';`,
    '}',
  );
  write(
    `${folder}/contracts/events/thing-renamed.event.ts`,
    "import { RecordEvent } from '../../../../shared/pure/messages/message.js';",
    'export class ThingRenamed extends RecordEvent<{ readonly id: string }> {',
    `  static readonly type = '${name}.thing-renamed.v1';`,
    '  get key(): string {',
    '    return this.data.id;',
    '  }',
    '}',
  );
  write(
    `${folder}/domain/index.ts`,
    "import type { Json } from '../../../shared/pure/json.js';",
    "import type { ThingRenamed } from '../contracts/events/thing-renamed.event.js';",
    'export const nameOf = (event: ThingRenamed): Json => event.data.id;',
  );
  write(`${folder}/application/ports/things.port.ts`, 'export abstract class Things {}');
  write(
    `${folder}/application/rename-thing.handler.ts`,
    "import { Things } from './ports/things.port.js';",
    "import { nameOf } from '../domain/index.js';",
    "import { RenameThing } from '../contracts/commands/rename-thing.command.js';",
    'export class RenameThingHandler {',
    '  constructor(readonly things: Things, readonly command: RenameThing, readonly name = nameOf) {}',
    '}',
  );
  write(
    `${folder}/inbound/things.controller.ts`,
    "import { RenameThingHandler } from '../application/rename-thing.handler.js';",
    'export class ThingsController {',
    '  constructor(readonly handler: RenameThingHandler) {}',
    '}',
  );
  write(
    `${folder}/outbound/pg-things.repository.ts`,
    "import type { Pool } from 'pg';",
    "import { sql } from '../../../shared/platform/persistence/sql.js';",
    "import { Things } from '../application/ports/things.port.js';",
    'export class PgThings extends Things {',
    '  constructor(readonly pool: Pool) {',
    '    super();',
    '  }',
    `  readonly all = sql\`SELECT thing.id FROM ${schema}.thing WHERE thing.id = \${this.pool}\`;`,
    '}',
  );
  write(
    `${folder}/${name}.module.ts`,
    "import { ThingsController } from './inbound/things.controller.js';",
    "import { PgThings } from './outbound/pg-things.repository.js';",
    'export class WiredModule {',
    '  readonly parts = [ThingsController, PgThings];',
    '}',
  );
  write(`${folder}/README.md`, `# ${name}`, '', section('empty'));
  write(`prisma/schema/${name}.prisma`, `model Thing {`, '  id String @id', `  @@schema("${schema}")`, '}');
}

function plantTalk(write, name) {
  const { asks, hears } = map.modules[name];
  const folder = `src/modules/${name}`;
  for (const other of asks) {
    write(
      `${folder}/application/ask-${other}.ts`,
      `import { GetThing } from '../../${other}/contracts/queries/get-thing.query.js';`,
      `import { RenameThing } from '../../${other}/contracts/commands/rename-thing.command.js';`,
      `import type { ThingRenamed } from '../../${other}/contracts/events/thing-renamed.event.js';`,
      'export const asked = [GetThing, RenameThing] as const;',
      'export type Answer = ThingRenamed;',
    );
  }
  for (const other of hears) {
    write(
      `${folder}/application/on-${other}-thing-renamed.handler.ts`,
      "import { OnRecord } from '../../../shared/platform/bus/on-record.js';",
      `import { ThingRenamed } from '../../${other}/contracts/events/thing-renamed.event.js';`,
      `@OnRecord('${name}', ThingRenamed)`,
      'export class OnThingRenamed {}',
    );
  }
}

function plantVisitors(write) {
  const names = Object.keys(map.modules);
  for (const { from, may } of map.visitors) {
    const file = from.endsWith('/') ? `${from}visit.ts` : from;
    const up = from.endsWith('/') ? '..' : '.';
    const doors = may.flatMap((path) =>
      names.map((name) => {
        const door = {
          'contracts/': 'contracts/queries/get-thing.query',
          'application/': 'application/ports/things.port',
        };
        return `${up}/modules/${name}/${door[path] ?? path.replace('<name>', name).replace(/\.ts$/, '')}.js`;
      }),
    );
    write(file, ...doors.map((door) => `import '${door}';`));
  }
  write('src/main.ts', "import './app.module.js';");
}
