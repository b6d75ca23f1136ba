import { Injectable } from '@nestjs/common';
import { Meter } from '../../../shared/platform/telemetry/meter.port.js';
import { OutgoingStore } from './ports/outgoing-store.port.js';

/** What operators see of the bot. */
@Injectable()
export class BotMeter {
  readonly counted: (outcome: string, messages: number) => void;
  readonly expired: (messages: number) => void;

  constructor(meter: Meter, outgoing: OutgoingStore) {
    const sent = meter.counter('notifications_sent_total', 'Messages by what became of them', [
      ...(['channel', 'outcome'] as const),
    ]);
    this.counted = (outcome, messages) => {
      sent.add({ channel: 'telegram', outcome }, messages);
    };
    this.expired = (messages) => this.counted('expired', messages);
    const rows = meter.gauge('notifications_outgoing', 'Messages on their way, and those given up', [
      'state',
    ]);
    rows.collect(async () =>
      Object.entries(await outgoing.counts()).map(([state, value]) => ({ labels: { state }, value })),
    );
  }
}
