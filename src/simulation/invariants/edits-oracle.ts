import type { JsonObject } from '../../shared/pure/json.js';
import type { Envelope } from '../../shared/pure/messages/envelope.js';
import type { Instance, KernelRow } from '../../shared/platform/strategy/instance.js';
import type { NewReaction } from '../../shared/platform/strategy/instance-store.port.js';
import { MoveGate, type MoveGateData } from '../../modules/orders/contracts/commands/move-gate.command.js';
import type { RowChange } from '../store/memory-database.js';
import { sameJson } from '../twin/same-json.js';

const WHOLE = 'an edit is there as a whole or not at all';
const EPOCH = 'I12 whatever changes the rules of a running bot begins an epoch';

interface Change<Row> {
  readonly before: Row | undefined;
  readonly after: Row | undefined;
}

/** What one commit has made of an instance; null where it has not touched that. */
interface Moved {
  instance: Change<Instance> | null;
  kernel: Change<KernelRow> | null;
  readonly reactions: NewReaction[];
}

/** Reactions that say that there are new settings. */
const EDITED: ReadonlySet<unknown> = new Set(['settings-changed', 'adjust-asked']);

/**
 * What people make of bots. A commit has all of an edit or nothing: the next version of the settings, the settings and the reaction that
 * says so; a kernel that goes on under other settings begins an epoch, and so does every start and stop, and the gate is told in the
 * same commit. What was answered is what was done: nothing that was refused is there, and nobody writes over a version that they have not seen.
 */
export class EditsOracle {
  /** Gates that a strategy has told of and not committed yet. */
  private gates: { readonly source: string; readonly data: MoveGateData }[] = [];
  /** Settings versions that edits have made, by the edit; null for what makes none. */
  private readonly done = new Map<string, number | null>();

  constructor(private readonly breaks: (invariant: string, details: string) => void) {}

  recorded({ type, source }: Pick<Envelope, 'type' | 'source'>, data: object): void {
    if (type === MoveGate.type) this.gates.push({ source, data: data as MoveGateData });
  }

  /** One transaction of a strategy. */
  committed(module: string, changes: readonly RowChange[]): void {
    const gates = this.gates.filter(({ source }) => source === module).map(({ data }) => data);
    this.gates = this.gates.filter(({ source }) => source !== module);
    for (const [id, moved] of movesOf(changes)) this.moved(id, moved, gates);
  }

  /** @param code what it was refused with; null when it was done */
  answered(edit: string, what: string, ifVersion: number | null, code: string | null): void {
    const isThere = this.done.has(edit);
    const version = this.done.get(edit) ?? null;
    // What was done may be gone again before anybody can answer with it.
    if (code !== null && code !== 'not-found' && isThere)
      this.breaks(WHOLE, `${edit} (${what}) was refused with ${code} and is there`);
    if (code === null && (what === 'settings' || what === 'adjust') && !isThere)
      this.breaks(WHOLE, `${edit} (${what}) was answered and is not there`);
    if (code === null && ifVersion !== null && version !== ifVersion + 1)
      this.breaks(WHOLE, `${edit} has seen version ${ifVersion} and made ${version}`);
  }

  private moved(id: string, { instance, kernel, reactions }: Moved, gates: readonly MoveGateData[]): void {
    for (const { correlationId, cause } of reactions) {
      const version = cause['settingsVersion'];
      this.done.set(correlationId, typeof version === 'number' ? version : null);
    }
    const { before, after } = instance ?? {};
    if (instance !== null && after === undefined && before !== undefined && runs(before))
      this.breaks(WHOLE, `${id} was deleted while it was ${before.state}`);
    if (before !== undefined && after !== undefined) {
      this.settings(before, after, reactions);
      this.gate(before, after, gates);
    }
    const isTurned = before !== undefined && after !== undefined && after.epoch > before.epoch;
    if (kernel !== null && isOther(kernel) && !isTurned)
      this.breaks(EPOCH, `${id} goes on under other settings in the epoch before`);
  }

  private settings(before: Instance, after: Instance, reactions: readonly NewReaction[]): void {
    const told = reactions.filter(({ cause }) => EDITED.has(cause['kind']));
    const rise = after.settingsVersion - before.settingsVersion;
    const isNext = told.length === 1 && rise === 1;
    if (told.length === 0 && rise === 0 && sameJson(before.settings, after.settings)) return;
    if (!isNext || !isTold(told[0]!.cause, after))
      this.breaks(
        WHOLE,
        `${after.name} went from version ${before.settingsVersion} to ${after.settingsVersion} of its settings, and ${told.length} edits have told so`,
      );
  }

  private gate(before: Instance, after: Instance, gates: readonly MoveGateData[]): void {
    const { id, epoch } = after;
    const told = gates.filter(({ instanceId }) => instanceId === id).map((one) => one.epoch);
    if (epoch !== before.epoch && !told.includes(epoch))
      this.breaks(EPOCH, `${id} is in epoch ${epoch} and its gate was told ${told.join() || 'nothing'}`);
    if (told.some((one) => one > epoch))
      this.breaks(EPOCH, `the gate of ${id} was told ${told.join()}, and it is in epoch ${epoch}`);
  }
}

const runs = ({ state }: Instance): boolean => state === 'running' || state === 'stopping';

/** A state that goes on under other settings than before; the first of an instance goes on from nothing. */
const isOther = ({ before, after }: Change<KernelRow>): boolean =>
  before !== undefined &&
  after !== undefined &&
  (before.settingsVersion !== after.settingsVersion || !sameJson(before.settings, after.settings));

const isTold = (cause: JsonObject, { settings, settingsVersion }: Instance): boolean =>
  cause['settingsVersion'] === settingsVersion &&
  sameJson((cause['record'] as { settings: object }).settings, settings);

/** What a commit has made of each instance, its statements put together. */
function movesOf(changes: readonly RowChange[]): ReadonlyMap<string, Moved> {
  const moves = new Map<string, Moved>();
  const of = (id: string): Moved => {
    const moved = moves.get(id) ?? { instance: null, kernel: null, reactions: [] };
    moves.set(id, moved);
    return moved;
  };
  for (const { table, key, before, after } of changes) {
    if (table === 'instance') of(key).instance = joined(of(key).instance, { before, after });
    else if (table === 'kernel_state') of(key).kernel = joined(of(key).kernel, { before, after });
    else if (table === 'reaction' && before === undefined) {
      const reaction = after as NewReaction;
      of(reaction.instanceId).reactions.push(reaction);
    }
  }
  return moves;
}

const joined = <Row>(first: Change<Row> | null, { before, after }: Pick<RowChange, 'before' | 'after'>) => ({
  before: first === null ? (before as Row | undefined) : first.before,
  after: after as Row | undefined,
});
