import {
  Logger,
  Module,
  type BeforeApplicationShutdown,
  type DynamicModule,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Clock } from '../clock/clock.port.js';
import { Config } from '../config/config.js';
import { Database } from '../persistence/database.js';
import { Meter } from '../telemetry/meter.port.js';
import { Auditor } from './auditor.js';
import { AuditSources } from './invariant.js';
import { laneInvariants } from './lane-invariants.js';
import { PgBooks } from './outbound/pg-books.js';

function alarm(message: string, details: object): void {
  new Logger('Audit').error({ message, ...details });
}

function failed(error: unknown): void {
  new Logger('Audit').error(
    'the books could not be read',
    error instanceof Error ? error.stack : String(error),
  );
}

/** The auditor of a process: once a minute over the rows of all modules that live in it. */
@Module({})
export class AuditModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    private readonly auditor: Auditor,
    private readonly config: Config,
    meter: Meter,
  ) {
    const broken = meter.gauge('invariant_violations', 'Rows that break what must hold, by the last look', [
      'module',
      'invariant',
    ]);
    broken.collect(() => auditor.found.flatMap(({ source, breaches }) => samplesOf(source, breaches)));
    const age = meter.gauge('audit_age_seconds', 'Since the last look at everything that must hold');
    age.collect(() => sample(auditor.age?.sinceMs));
    const took = meter.gauge('audit_seconds', 'How long that look took');
    took.collect(() => sample(auditor.age?.tookMs));
  }

  /** @param modules those that live in this process */
  static of(modules: readonly string[]): DynamicModule {
    return {
      module: AuditModule,
      global: true,
      providers: [
        {
          provide: AuditSources,
          useFactory: () => {
            const sources = new AuditSources();
            for (const module of modules)
              sources.register({ module, invariants: laneInvariants(module.replaceAll('-', '_')) });
            return sources;
          },
        },
        {
          provide: Auditor,
          inject: [AuditSources, Database, Clock],
          useFactory: (sources: AuditSources, database: Database, clock: Clock) =>
            new Auditor({ sources, books: new PgBooks(database.pool('api')), clock, alarm, failed }),
        },
      ],
      exports: [AuditSources],
    };
  }

  onApplicationBootstrap(): void {
    if (this.config.roles.includes('worker')) this.auditor.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.auditor.stop();
  }
}

/** Every number once, also where nothing breaks it: a metric that is only there in trouble is seen by nobody. */
function samplesOf(
  {
    module,
    invariants,
  }: { readonly module: string; readonly invariants: readonly { readonly number: string }[] },
  breaches: readonly { readonly number: string; readonly rows: number }[],
) {
  return [...new Set(invariants.map(({ number }) => number))].map((invariant) => ({
    labels: { module, invariant },
    value: breaches.filter(({ number }) => number === invariant).reduce((sum, { rows }) => sum + rows, 0),
  }));
}

const sample = (ms: number | undefined) => (ms === undefined ? [] : [{ labels: {}, value: ms / 1_000 }]);
