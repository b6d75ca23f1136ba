import { otherwise } from './changed-port.js';
import type { Mutation } from './mutation.js';

/** What can be done wrong when people are told. */
export const TELLING_MUTATIONS: readonly Mutation[] = [
  {
    name: 'unreachable-is-delivered',
    summary: 'A message that Telegram has not answered is believed to be delivered.',
    finds: ['I16 every message is delivered'],
    notifier: (ports) => ({
      ...ports,
      messenger: otherwise(ports.messenger, {
        send: async (right, ...message) => {
          const sent = await right(...message);
          return sent.kind === 'unreachable' ? { kind: 'sent' } : sent;
        },
      }),
    }),
  },
  {
    name: 'asked-to-wait-is-refused',
    summary: 'A message that Telegram does not want now is taken for one that it does not want at all.',
    finds: ['I16 every message is delivered'],
    needs: ['telegram-429'],
    notifier: (ports) => ({
      ...ports,
      messenger: otherwise(ports.messenger, {
        send: async (right, ...message) => {
          const sent = await right(...message);
          return sent.kind === 'throttled' ? { kind: 'refused', error: 'too many messages' } : sent;
        },
      }),
    }),
  },
  {
    name: 'impatient',
    summary: 'Who is asked to wait tries again at once.',
    finds: ['K02'],
    needs: ['telegram-429'],
    notifier: (ports) => ({
      ...ports,
      messenger: otherwise(ports.messenger, {
        send: async (right, ...message) => {
          const sent = await right(...message);
          return sent.kind === 'throttled' ? { ...sent, retryAfterMs: 0 } : sent;
        },
      }),
    }),
  },
  {
    name: 'tried-again-by-our-clock',
    summary: 'When a message is tried again is told by the wall clock of the process.',
    finds: ['I20 everything is decided'],
    needs: ['clock-steps', 'telegram-down', 'telegram-429'],
    notifier: (ports, { life, kernel }) => ({
      ...ports,
      store: otherwise(ports.store, {
        failed: (right, ids, error, againInMs) =>
          right(ids, error, againInMs + life.clock.now() - kernel.nowMs),
      }),
    }),
  },
  {
    name: 'delivered-is-not-stored',
    summary: 'That a message was delivered is remembered by nobody, so it is sent again.',
    finds: ['I16 no message is sent again that has arrived'],
    notifier: (ports) => ({
      ...ports,
      store: otherwise(ports.store, { delivered: async () => undefined }),
    }),
  },
];
