import { hash, parseOptions, verify } from '@node-rs/argon2';
import type { Randomness } from '../../../shared/platform/clock/randomness.port.js';
import { Passwords } from '../application/ports/passwords.port.js';
import { HashingQueue, type HashingLimits } from './hashing-queue.js';

/** OWASP's floor for argon2id, which is what the package computes unless told otherwise: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 } as const;
const SALT_BYTES = 16;

/**
 * Two of the four threads that Node has for such work: the others stay free for files and names. Behind 32 others one waits
 * for a second or two on a slow and busy machine; beyond that a no now is better than an answer later.
 */
const LIMITS: HashingLimits = { atOnce: 2, waiting: 32 };

/** Passwords hashed with argon2id off the event loop. */
export class Argon2Passwords extends Passwords {
  private readonly queue: HashingQueue;
  /** A hash of no password, which costs as much to compare with as any. */
  private readonly nobody: string;

  constructor(randomness: Randomness, limits: HashingLimits = LIMITS) {
    super();
    this.queue = new HashingQueue(limits);
    const part = (bytes: number): string =>
      Buffer.from(randomness.bytes(bytes)).toString('base64').replace(/=+$/, '');
    const { memoryCost, timeCost, parallelism, outputLen } = COST;
    const cost = `m=${memoryCost},t=${timeCost},p=${parallelism}`;
    this.nobody = `$argon2id$v=19$${cost}$${part(SALT_BYTES)}$${part(outputLen)}`;
  }

  override async hash(password: string): Promise<string> {
    return this.queue.run(() => hash(typed(password), COST));
  }

  override async matches(stored: string | null, password: string): Promise<boolean> {
    const same = await this.queue.run(() => verify(stored ?? this.nobody, typed(password)));
    return same && stored !== null;
  }

  override isOutdated(stored: string): boolean {
    const { memoryCost, timeCost } = parseOptions(stored);
    return memoryCost < COST.memoryCost || timeCost < COST.timeCost;
  }
}

/** Keyboards write one character in several ways; the person meant the same. */
const typed = (password: string): string => password.normalize('NFKC');
