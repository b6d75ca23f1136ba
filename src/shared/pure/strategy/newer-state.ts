import { LeftToOthers } from '../left-to-others.js';

/** A state in a format that this version of the program does not know. It is not decided on, and not written over. */
export class NewerState extends LeftToOthers {
  override readonly name = 'NewerState';

  constructor(
    readonly format: number,
    /** The newest format that is known here. */
    readonly known: number,
    /** Whose state it is; null where only the state was at hand. */
    readonly instanceId: string | null = null,
  ) {
    super(`the state was written by a newer version of the program (format ${format}, known is ${known})`);
  }
}

/** Format of a stored state: its member `v`. One without is older than all that have it. */
export function formatOf(state: object): number {
  const { v } = state as { readonly v?: unknown };
  return typeof v === 'number' ? v : 0;
}

/** Holds a stored state against the newest format that is known. @throws NewerState */
export function mustKnow(known: number, state: object, instanceId: string | null = null): void {
  const format = formatOf(state);
  if (format > known) throw new NewerState(format, known, instanceId);
}
