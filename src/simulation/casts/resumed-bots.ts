import { CommitUnknown } from '../../shared/platform/persistence/unit-of-work.port.js';
import type { Clock } from '../../shared/platform/clock/clock.port.js';
import type { ResumeLoop } from '../../shared/platform/strategy/resume-loop.js';
import type { StrategyShell } from '../../shared/platform/strategy/strategy-shell.js';
import type { StrategyKind } from '../../shared/pure/strategy/instance.js';
import type { GridResumeStore } from '../../modules/grid/application/ports/grid-resume-store.port.js';
import { ResumeBots as ResumeGrids } from '../../modules/grid/application/resume/resume-bots.js';
import { ResumeBots as ResumeHyperRsi } from '../../modules/hyper-rsi/application/resume/resume-bots.js';

/** Who hears what could not be asked or told; true when it may have been told all the same. */
export type NotYetHeard = (error: unknown, mayBeTold: boolean) => void;

/** The loops of the program. What goes wrong with them is heard by the world, and not written into a log. */
class HyperRsiLoop extends ResumeHyperRsi {
  hears: NotYetHeard = () => undefined;

  protected override notYet(_what: string, error: unknown): void {
    this.hears(error, error instanceof CommitUnknown);
  }
}

class GridLoop extends ResumeGrids {
  hears: NotYetHeard = () => undefined;

  protected override notYet(_what: string, error: unknown): void {
    this.hears(error, error instanceof CommitUnknown);
  }
}

const LOOPS = { 'hyper-rsi': HyperRsiLoop, grid: GridLoop } as const;

/** The loop by which one life of one process tells the owners of these bots what was resumed. */
export function resumeLoop(
  kind: StrategyKind,
  shell: StrategyShell,
  store: GridResumeStore,
  clock: Clock,
  hears: NotYetHeard,
): ResumeLoop {
  const loop = new LOOPS[kind](shell, store, clock);
  loop.hears = hears;
  return loop;
}
