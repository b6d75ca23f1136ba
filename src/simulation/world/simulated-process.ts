import type { RecordStations } from '../../shared/platform/bus/record/record-stations.js';
import type { MemoryTx } from '../store/memory-tx.js';
import type { Incarnation } from '../process/incarnation.js';

/** One life of one process with everything that lives in it. */
export interface Node {
  readonly life: Incarnation;
  readonly stations: RecordStations<MemoryTx>;
  /** It has begun to start, and may not do anything yet. */
  opening?: boolean;
  /** Starts what works by itself. */
  readonly start: () => Promise<void>;
}

export interface SimulatedProcessParts {
  readonly name: string;
  readonly build: (process: string, number: number) => Node;
  /** How long until somebody starts it again. */
  readonly restartInMs: () => number;
  readonly after: (delayMs: number, what: string, action: () => void) => void;
  readonly failed: (error: unknown) => void;
}

/** A process that is started again whenever it has died, with nothing of what it knew. */
export class SimulatedProcess {
  private node: Node | null = null;
  private lives = 0;

  constructor(private readonly parts: SimulatedProcessParts) {}

  start(): void {
    const { name, build, failed } = this.parts;
    this.lives += 1;
    const node = build(name, this.lives);
    this.node = node;
    node.start().catch((error: unknown) => {
      failed(error);
      node.life.die('because it could not start');
    });
  }

  /** For whoever sees it die. */
  died(): void {
    const { name, after, restartInMs } = this.parts;
    this.node = null;
    after(restartInMs(), `${name} is started again`, () => {
      if (this.node === null) this.start();
    });
  }

  /** The life that could do something now; null when it is dead or asleep. */
  get able(): Node | null {
    return this.node === null || this.node.life.asleep || this.node.opening === true ? null : this.node;
  }

  get current(): Node | null {
    return this.node;
  }
}
