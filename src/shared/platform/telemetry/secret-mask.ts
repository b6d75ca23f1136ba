import { secretForms } from './secret-forms.js';

export const REDACTED = '[redacted]';

/** Shorter values cannot be told from ordinary text, and a secret that short protects nothing. */
export const SHORTEST_SECRET = 8;
const LONGEST_SECRET = 16_384;
const WINDOW = SHORTEST_SECRET;
const BASE = 0x01000193;
const BASE_TO_WINDOW_LESS_ONE = power(BASE, WINDOW - 1);

/**
 * Masks registered secrets in any text: as they are, base64, hex, URL-encoded and JSON-escaped.
 *
 * The first eight characters of a form are enough to be masked, so that a cut-off secret does not slip through; the
 * mask then reaches as far as the text goes on like the form. Texts are searched for all secrets at once (Rabin-Karp
 * with a table of hashes), so that thousands of exchange keys cost a log line no more than one.
 */
export class SecretMask {
  private readonly uses = new Map<string, number>();
  private readonly formsByHead = new Map<string, Map<string, number>>();
  private readonly heads = new Uint32Array(65_536);

  constructor(private readonly maxSecrets = 50_000) {}

  /**
   * Masks `secret` from now on, until the answered function has been called. Beyond `maxSecrets` this throws: a mask
   * that quietly forgets is worse than one that says it is full. Texts below eight characters are not masked.
   */
  add(secret: string): () => void {
    if (secret.length < SHORTEST_SECRET) return () => undefined;
    const kept = secret.slice(0, LONGEST_SECRET);
    const uses = this.uses.get(kept) ?? 0;
    if (uses === 0 && this.uses.size >= this.maxSecrets) {
      throw new RangeError(`more than ${this.maxSecrets} secrets to mask`);
    }
    this.uses.set(kept, uses + 1);
    if (uses === 0) for (const form of secretForms(kept, WINDOW)) this.addForm(form);
    let active = true;
    return () => {
      if (active) this.remove(kept);
      active = false;
    };
  }

  mask(text: string): string {
    if (this.formsByHead.size === 0 || text.length < WINDOW) return text;
    let masked = '';
    let copied = 0;
    let at = 0;
    let hash = hashAt(text, 0);
    for (;;) {
      const length = this.heads[hash >>> 16] === 0 ? 0 : this.matchAt(text, at);
      const next = at + (length === 0 ? 1 : length);
      if (length > 0) {
        masked += text.slice(copied, at) + REDACTED;
        copied = next;
      }
      if (next + WINDOW > text.length) break;
      hash =
        length === 0 ? roll(hash, text.charCodeAt(at), text.charCodeAt(at + WINDOW)) : hashAt(text, next);
      at = next;
    }
    return copied === 0 ? text : masked + text.slice(copied);
  }

  private matchAt(text: string, at: number): number {
    const forms = this.formsByHead.get(text.slice(at, at + WINDOW));
    if (forms === undefined) return 0;
    let longest = WINDOW;
    for (const form of forms.keys()) {
      let length = WINDOW;
      while (length < form.length && text.charCodeAt(at + length) === form.charCodeAt(length)) length += 1;
      longest = Math.max(longest, length);
    }
    return longest;
  }

  private addForm(form: string): void {
    const head = form.slice(0, WINDOW);
    const forms = this.formsByHead.get(head) ?? new Map<string, number>();
    if (forms.size === 0) this.formsByHead.set(head, forms);
    forms.set(form, (forms.get(form) ?? 0) + 1);
    this.heads[hashAt(head, 0) >>> 16]! += 1;
  }

  private remove(secret: string): void {
    const uses = this.uses.get(secret)! - 1;
    if (uses > 0) {
      this.uses.set(secret, uses);
      return;
    }
    this.uses.delete(secret);
    for (const form of secretForms(secret, WINDOW)) this.removeForm(form);
  }

  private removeForm(form: string): void {
    const head = form.slice(0, WINDOW);
    const forms = this.formsByHead.get(head)!;
    const count = forms.get(form)! - 1;
    if (count > 0) forms.set(form, count);
    else forms.delete(form);
    if (forms.size === 0) this.formsByHead.delete(head);
    this.heads[hashAt(head, 0) >>> 16]! -= 1;
  }
}

function hashAt(text: string, start: number): number {
  let hash = 0;
  for (let at = start; at < start + WINDOW; at += 1)
    hash = (Math.imul(hash, BASE) + text.charCodeAt(at)) >>> 0;
  return hash;
}

function roll(hash: number, leaving: number, entering: number): number {
  return (Math.imul(hash - Math.imul(leaving, BASE_TO_WINDOW_LESS_ONE), BASE) + entering) >>> 0;
}

function power(base: number, exponent: number): number {
  let result = 1;
  for (let times = 0; times < exponent; times += 1) result = Math.imul(result, base);
  return result;
}

const processMask = new SecretMask();

/** Masks `secret` in every log line, problem answer and metrics page of this process, until the answer is called. */
export const registerSecret = (secret: string): (() => void) => processMask.add(secret);

/** `text` without any registered secret. */
export const maskSecrets = (text: string): string => processMask.mask(text);
