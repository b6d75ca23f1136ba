import type { JsonObject } from '../../../shared/pure/json.js';
import type { StrategyKind } from '../../../shared/pure/strategy/instance.js';
import { runInScope } from '../../../shared/platform/telemetry/scope.js';
import type { StrategyShell } from '../../../shared/platform/strategy/strategy-shell.js';
import { EditsOracle } from '../../invariants/edits-oracle.js';
import type { Incarnation } from '../../process/incarnation.js';
import type { StrategyTables } from '../../store/strategies/strategy-tables.js';
import type { Stage } from '../../world/cast.js';
import { EDIT_KINDS, type Edit, type EditKind } from './edit-kinds.js';

/** A bot that people know by its name on an account; deleted, it is made again under another id. */
export interface KnownBot {
  readonly kind: StrategyKind;
  readonly name: string;
  readonly accountId: string;
  readonly settings: JsonObject;
}

export interface BotEditsParts {
  readonly stage: Stage;
  readonly bots: readonly KnownBot[];
  readonly tablesOf: (kind: StrategyKind) => StrategyTables;
  readonly shellOf: (life: Incarnation, kind: StrategyKind) => StrategyShell;
}

/** Between two moments at which somebody may edit a bot. */
const LOOKS_EVERY_MS = [800, 4_000] as const;
/** For so long somebody thinks, at most, about what was on the screen. */
const THINKS_MS = 3_000;
/** Between the two clicks of a double one. */
const CLICKS_MS = 150;

/**
 * People edit bots at any moment: with the handlers that the routes call, on whichever process hears them, after some thought,
 * and sometimes twice. Null in a world in which nobody does.
 */
export class BotEdits {
  private count = 0;
  private readonly oracle: EditsOracle;

  private constructor(private readonly parts: BotEditsParts) {
    const { ground } = parts.stage;
    this.oracle = new EditsOracle((invariant, details) => ground.breaks(invariant, details));
    const heard = ground.post.onRecord;
    ground.post.onRecord = (envelope, data) => {
      heard(envelope, data);
      this.oracle.recorded(envelope, data);
    };
    for (const kind of new Set(parts.bots.map((bot) => bot.kind))) {
      const { database } = parts.tablesOf(kind);
      const committed = database.onCommit;
      database.onCommit = (changes) => {
        committed(changes);
        this.oracle.committed(kind, changes);
      };
    }
  }

  static in(parts: BotEditsParts): BotEdits | null {
    return parts.stage.ground.faults.of('user-edits') === 0 ? null : new BotEdits(parts);
  }

  /** From here on somebody looks in now and then. */
  begin(): void {
    const { ground, isOver } = this.parts.stage;
    const { kernel, draws } = ground;
    kernel.after(draws.whole('somebody edits', ...LOOKS_EVERY_MS), 'somebody may edit a bot', () => {
      if (isOver()) return;
      this.look();
      this.begin();
    });
  }

  private look(): void {
    const { stage, bots, tablesOf } = this.parts;
    const { draws, faults, kernel } = stage.ground;
    const { kind, name, accountId, settings } = draws.pick('which bot is edited', bots);
    const edit = draws.pick(`edit of a ${kind}`, EDIT_KINDS[kind]);
    const instance = [...tablesOf(kind).instances.all()].find(
      (one) => one.name === name && one.accountId === accountId,
    );
    if (instance === undefined || !faults.strikes('user-edits', `${kind} ${edit.name}`)) return;
    const made = edit.of({ instance, settings }, draws);
    const thinksMs = draws.whole('somebody thinks', 0, THINKS_MS);
    const clicks = faults.strikes('double-command', 'edit') ? 2 : 1;
    for (let click = 0; click < clicks; click += 1)
      kernel.after(thinksMs + click * draws.whole('double click', 0, CLICKS_MS), `${name} is edited`, () =>
        this.give(kind, name, edit, made),
      );
  }

  /** What comes of it is told apart by the correlation id, as a request has one of its own. */
  private give(kind: StrategyKind, name: string, { name: what }: EditKind, edit: Edit): void {
    const { stage, shellOf } = this.parts;
    const { ground } = stage;
    const life = stage.anybody('who edits');
    if (stage.isOver() || life === null) return;
    this.count += 1;
    const correlationId = `edit ${this.count}`;
    ground.say(`${correlationId}: ${what} of ${name}`);
    runInScope({ correlationId }, () => edit.command(shellOf(life, kind))).then((result) => {
      const code = result.ok ? null : result.error.code;
      ground.say(`${correlationId} ${code === null ? 'is done' : `is refused: ${code}`}`);
      this.oracle.answered(correlationId, what, edit.ifVersion, code);
    }, ground.failed);
  }
}
