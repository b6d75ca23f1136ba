import type { HistoryRows } from './history-rows.port.js';
import { goesOnAlone, lossBetween, type Loss, type ServerHistory } from './server-history.js';

/**
 * Before a process works on a database: finds out whether it has lost time since somebody worked on it, and notes it as a
 * restoration, which every module settles once before it does anything. Answers the history that the process works on.
 * @param noticed what this process has noticed before it began anew; null for one that has just started
 */
export async function settleHistory(rows: HistoryRows, noticed: Loss | null = null): Promise<ServerHistory> {
  const found = await rows.server();
  const before = await rows.known();
  if (before === null) await rows.begin(found);
  const known = before ?? (await rows.known());
  if (known === null) return found;
  // That it is behind, or what it was before it was this new, only a process knows that has seen more; everything else is written
  // down by whoever comes first.
  const onlyNoticed = before === null || noticed === 'behind';
  const loss = lossBetween({ ...known, written: null }, found) ?? (onlyNoticed ? noticed : null);
  if (loss !== null) await rows.lost(known, found, { loss, goesOn: goesOnAlone(loss, known.silentForMs) });
  return found;
}
