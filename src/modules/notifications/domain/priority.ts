import type { Priority, Telling } from './telling.js';

/** How urgent it is: critical goes first and ignores quiet hours, low may be coalesced. */
export function priorityOf(telling: Telling): Priority {
  switch (telling.kind) {
    case 'order-filled':
      if (telling.reason === 'liquidation') return 'critical';
      // A grid fills all day long; its fills are news, not alarms.
      return telling.strategy === 'grid' ? 'low' : 'normal';
    case 'position-closed':
      return telling.reason === 'liquidation' ? 'critical' : 'normal';
    case 'order-rejected':
    case 'entries-gone':
    case 'trading-resumed':
    case 'telegram-linked':
    case 'telegram-unlinked':
    case 'telegram-blocked':
      return 'high';
    case 'strategy-stopped':
      return telling.reason === 'asked' ? 'normal' : 'high';
    case 'account-differed':
      return telling.difference === 'position-agrees' ? 'high' : 'critical';
    case 'books-broken':
    case 'position-unprotected':
    case 'order-needs-human':
      return 'critical';
    case 'position-kept':
    case 'position-protected':
    case 'bot-halted':
      return 'high';
    case 'bot-resumed':
    case 'grid-resumed':
      return telling.positionMatches === false ? 'critical' : 'normal';
    case 'strategy-failed':
    case 'trading-halted':
    case 'session-copied':
      return 'critical';
    case 'order-denied':
    case 'order-expired':
    case 'position-opened':
    case 'strategy-started':
    case 'test-message':
      return 'normal';
    case 'user-registered':
      return 'low';
  }
}
