import {
  Injectable,
  Logger,
  ServiceUnavailableException,
  type BeforeApplicationShutdown,
  type OnModuleDestroy,
} from '@nestjs/common';
import { HealthCheckService, HealthIndicatorService, type HealthIndicatorResult } from '@nestjs/terminus';
import type { JsonObject } from '../../pure/json.js';
import { Clock } from '../clock/clock.port.js';
import type { ReadinessCheck } from './readiness-check.port.js';

const CHECK_TIMEOUT_MS = 2_000;

export interface DependencyState {
  readonly name: string;
  readonly ok: boolean;
  readonly latencyMs: number;
  readonly detail?: JsonObject;
}

export interface BoardReport {
  readonly status: 'ready' | 'not-ready' | 'shutting-down';
  readonly dependencies: readonly DependencyState[];
}

/** Where the parts of a process register what they depend on, and where its readiness is asked. */
@Injectable()
export class ReadinessBoard implements OnModuleDestroy, BeforeApplicationShutdown {
  private readonly logger = new Logger('Readiness');
  private readonly checks = new Map<string, ReadinessCheck>();
  private readonly failing = new Set<string>();
  private running: Promise<BoardReport> | null = null;
  private stopping = false;

  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly clock: Clock,
  ) {}

  register(check: ReadinessCheck): void {
    if (this.checks.has(check.name)) throw new Error(`readiness check ${check.name} is registered twice`);
    this.checks.set(check.name, check);
  }

  get shuttingDown(): boolean {
    return this.stopping;
  }

  /** From now on this process is not ready and takes no new requests, while those under way end. */
  beginShutdown(): void {
    this.stopping = true;
  }

  onModuleDestroy(): void {
    this.beginShutdown();
  }

  beforeApplicationShutdown(): void {
    this.beginShutdown();
  }

  /** Asks every check, each with a time limit; whoever asks meanwhile gets the same answer, so probes cannot pile up. */
  async report(): Promise<BoardReport> {
    this.running ??= this.ask().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async ask(): Promise<BoardReport> {
    const states: DependencyState[] = [];
    const indicators = [...this.checks.values()].map((check) => () => this.askOne(check, states));
    const ok = await this.healthy(indicators);
    const order = [...this.checks.keys()];
    return {
      status: this.stopping ? 'shutting-down' : ok ? 'ready' : 'not-ready',
      dependencies: states.sort((left, right) => order.indexOf(left.name) - order.indexOf(right.name)),
    };
  }

  private async healthy(indicators: readonly (() => Promise<HealthIndicatorResult>)[]): Promise<boolean> {
    try {
      await this.health.check([...indicators]);
      return true;
    } catch (error) {
      if (error instanceof ServiceUnavailableException) return false;
      throw error;
    }
  }

  private async askOne(check: ReadinessCheck, states: DependencyState[]): Promise<HealthIndicatorResult> {
    const startedMs = this.clock.monotonicMs();
    let detail: JsonObject | undefined;
    let failure: unknown = 'too slow';
    const result = await this.indicators
      .check(check.name)
      .attempt(async ({ signal }) => {
        try {
          const answer = await check.check(signal);
          detail = answer.detail;
          failure = answer.ok ? null : 'not ready';
        } catch (error) {
          failure = error;
        }
        if (failure !== null) throw new Error('down');
      })
      .withTimeout(CHECK_TIMEOUT_MS);
    const ok = result[check.name]!.status === 'up';
    const latencyMs = Math.round((this.clock.monotonicMs() - startedMs) * 10) / 10;
    states.push({ name: check.name, ok, latencyMs, detail });
    this.tell(check.name, ok, failure);
    return result;
  }

  /** Probes come every few seconds: only changes are worth a line. */
  private tell(name: string, ok: boolean, failure: unknown): void {
    if (ok && this.failing.delete(name)) this.logger.log({ message: 'dependency is back', dependency: name });
    if (ok || this.failing.has(name)) return;
    this.failing.add(name);
    this.logger.warn({ message: 'dependency is not ready', dependency: name, reason: failure });
  }
}
