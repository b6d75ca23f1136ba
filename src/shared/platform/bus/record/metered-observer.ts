import type { LoggerService } from '@nestjs/common';
import type { Meter } from '../../telemetry/meter.port.js';
import type { RecordLaneObserver } from './record-lane.js';
import type { Backlog } from './scanner.js';

/** Makes the record lane visible: counters, what waits, a log line per failure. */
export function meteredObserver(
  meter: Meter,
  logger: LoggerService,
  waiting: () => Promise<readonly Backlog[]>,
): RecordLaneObserver {
  const sent = meter.counter('bus_records_sent_total', 'Records moved from an outbox to their listeners', [
    'module',
  ]);
  const handled = meter.counter('bus_records_handled_total', 'Records that took effect in a module', [
    'module',
  ]);
  const failed = meter.counter('bus_record_failures_total', 'Attempts to handle a record that failed', [
    'module',
    'type',
  ]);
  const rows = meter.gauge(
    'bus_records_waiting',
    'Records that wait: outbox (to be sent), inbox (to be handled), dead',
    ['module', 'where'],
  );
  const oldest = meter.gauge('bus_oldest_record_seconds', 'Age of the oldest record that waits', ['module']);
  rows.collect(async () =>
    (await waiting()).flatMap(({ module, outbox, inbox, dead }) => [
      { labels: { module, where: 'outbox' }, value: outbox },
      { labels: { module, where: 'inbox' }, value: inbox },
      { labels: { module, where: 'dead' }, value: dead },
    ]),
  );
  oldest.collect(async () =>
    (await waiting()).map(({ module, oldestMs }) => ({ labels: { module }, value: oldestMs / 1000 })),
  );
  return {
    sent: (module, count) => sent.add({ module }, count),
    handled: (module, count) => handled.add({ module }, count),
    failure: (module, { envelope, error, attempts, dead }) => {
      failed.add({ module, type: envelope.type });
      const reason = error instanceof Error ? error.message : String(error);
      const text = `${module} could not handle ${envelope.type} ${envelope.id} (attempt ${attempts}): ${reason}`;
      if (dead)
        logger.error(
          `${text}. It is a dead letter now; later messages of key ${envelope.key} wait behind it.`,
        );
      else logger.warn(text);
    },
    stalled: (what, error) => {
      logger.warn(`${what} waits: ${error instanceof Error ? error.message : String(error)}`);
    },
  };
}
