import { open, rewrap, seal, type Belonging } from './envelope.js';
import { publicText, type MasterKey, type SealingKey } from './master-key.js';

/** Where the master key came from: the configuration, the data folder, made just now in it, or nowhere. */
export type KeySource = 'given' | 'kept' | 'made' | 'none';

export interface RingParts {
  /** Seals from now on; null: nothing can be stored. */
  readonly sealing: SealingKey | null;
  /** Every whole key of this process, the newest first; empty where it may only seal. */
  readonly opening: readonly MasterKey[];
  readonly source: KeySource;
  /** The file of a kept key. */
  readonly file: string | null;
}

/** A secret as it is stored, with the id of the master key that it needs. */
export interface Sealed {
  readonly keyId: string;
  readonly blob: Buffer;
}

/** There is no master key, so nothing can be sealed. */
export class VaultClosed extends Error {
  override readonly name = 'VaultClosed';

  constructor() {
    super('there is no master key: set TB_MASTER_KEY');
  }
}

/** The master keys of this process. The keys themselves never leave it, and neither inspection nor JSON shows them. */
export class KeyRing {
  readonly #sealing: SealingKey | null;
  readonly #opening: ReadonlyMap<string, MasterKey>;
  readonly source: KeySource;
  readonly file: string | null;

  constructor({ sealing, opening, source, file }: RingParts) {
    this.#sealing = sealing;
    this.#opening = new Map(opening.map((key) => [key.id, key]));
    this.source = source;
    this.file = file;
  }

  /** The id of the key that seals; null when nothing can be sealed. */
  get sealingId(): string | null {
    return this.#sealing?.id ?? null;
  }

  /** The sealing half, for the configuration of processes that need no more; null when nothing can be sealed. */
  get publicText(): string | null {
    return this.#sealing === null ? null : publicText(this.#sealing.publicKey);
  }

  /** Whether this process can open anything at all. */
  get opens(): boolean {
    return this.#opening.size > 0;
  }

  /** Whether it has the key of that id, whole or by its sealing half. */
  knows(keyId: string): boolean {
    return this.#opening.has(keyId) || this.#sealing?.id === keyId;
  }

  /** @throws VaultClosed */
  seal(belonging: Belonging, secret: string): Sealed {
    if (this.#sealing === null) throw new VaultClosed();
    return { keyId: this.#sealing.id, blob: seal(this.#sealing, belonging, secret) };
  }

  /** @throws CannotOpen */
  open(belonging: Belonging, blob: Buffer): string {
    return open(this.#opening, belonging, blob);
  }

  /** The same secret under the key that seals now. @throws CannotOpen, VaultClosed */
  rewrap(blob: Buffer): Sealed {
    if (this.#sealing === null) throw new VaultClosed();
    return { keyId: this.#sealing.id, blob: rewrap(this.#opening, this.#sealing, blob) };
  }
}
