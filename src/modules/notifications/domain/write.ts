import type { Telling, Texts } from './telling.js';
import { copiedTexts, entriesGoneTexts, tradingTexts, welcomeTexts } from './templates/account.js';
import {
  accountDifferedTexts,
  booksBrokenTexts,
  botHaltedTexts,
  needsHumanTexts,
  protectionTexts,
} from './templates/alarms.js';
import { channelTexts } from './templates/channels.js';
import { filledTexts, refusedTexts } from './templates/orders.js';
import { closedTexts, keptTexts, openedTexts } from './templates/positions.js';
import { botResumedTexts, resumedTexts } from './templates/resumed.js';
import { strategyTexts } from './templates/strategies.js';

/** What a person reads: what happened, with numbers, and what to do next. Text as it is; a channel escapes it for itself. */
export function write(telling: Telling): Texts {
  switch (telling.kind) {
    case 'order-filled':
      return filledTexts(telling);
    case 'order-denied':
    case 'order-rejected':
    case 'order-expired':
      return refusedTexts(telling);
    case 'position-opened':
      return openedTexts(telling);
    case 'position-closed':
      return closedTexts(telling);
    case 'strategy-started':
    case 'strategy-stopped':
    case 'strategy-failed':
      return strategyTexts(telling);
    case 'grid-resumed':
      return resumedTexts(telling);
    case 'bot-resumed':
      return botResumedTexts(telling);
    case 'position-unprotected':
    case 'position-protected':
      return protectionTexts(telling);
    case 'position-kept':
      return keptTexts(telling);
    case 'order-needs-human':
      return needsHumanTexts(telling);
    case 'account-differed':
      return accountDifferedTexts(telling);
    case 'bot-halted':
      return botHaltedTexts(telling);
    case 'books-broken':
      return booksBrokenTexts(telling);
    case 'trading-halted':
    case 'trading-resumed':
      return tradingTexts(telling);
    case 'entries-gone':
      return entriesGoneTexts();
    case 'user-registered':
      return welcomeTexts(telling);
    case 'session-copied':
      return copiedTexts(telling);
    case 'telegram-linked':
    case 'telegram-unlinked':
    case 'telegram-blocked':
    case 'test-message':
      return channelTexts(telling);
  }
}
