import { secretForms } from './secret-forms.js';

export const REDACTED = '[redacted]';

/** Shorter values cannot be told from ordinary text, and a secret that short protects nothing. */
export const SHORTEST_SECRET = 8;
const LONGEST_SECRET = 16_384;
const BASE = 0x01000193;

/**
 * Masks registered secrets in any text: as they are, base64, hex, URL-encoded and JSON-escaped.
 *
 * The first eight characters of a form (`window`) are enough to be masked, so that a cut-off secret does not slip through; the
 * mask then reaches as far as the text goes on like the form. Texts are searched for all secrets at once (Rabin-Karp
 * with a table of hashes), so that thousands of exchange keys cost a log line no more than one.
 */
export class SecretMask {
  private readonly uses = new Map<string, number>();
  private readonly formsByHead = new Map<string, Map<string, number>>();
  private readonly heads = new Uint32Array(65_536);

  private readonly leaving: number;

  constructor(
    private readonly maxSecrets = 50_000,
    private readonly window = SHORTEST_SECRET,
  ) {
    this.leaving = power(BASE, window - 1);
  }

  /**
   * Masks `secret` from now on, until the answered function has been called. Beyond `maxSecrets` this throws: a mask
   * that quietly forgets is worse than one that says it is full. Texts shorter than the window are not masked.
   */
  add(secret: string): () => void {
    if (secret.length < this.window) return () => undefined;
    const kept = secret.slice(0, LONGEST_SECRET);
    const uses = this.uses.get(kept) ?? 0;
    if (uses === 0 && this.uses.size >= this.maxSecrets) {
      throw new RangeError(`more than ${this.maxSecrets} secrets to mask`);
    }
    this.uses.set(kept, uses + 1);
    if (uses === 0) for (const form of secretForms(kept, this.window)) this.addForm(form);
    let active = true;
    return () => {
      if (active) this.remove(kept);
      active = false;
    };
  }

  mask(text: string): string {
    if (this.formsByHead.size === 0 || text.length < this.window) return text;
    let masked = '';
    let copied = 0;
    let at = 0;
    let hash = this.hashAt(text, 0);
    for (;;) {
      const length = this.heads[hash >>> 16] === 0 ? 0 : this.matchAt(text, at);
      const next = at + (length === 0 ? 1 : length);
      if (length > 0) {
        masked += text.slice(copied, at) + REDACTED;
        copied = next;
      }
      if (next + this.window > text.length) break;
      hash =
        length === 0
          ? this.roll(hash, text.charCodeAt(at), text.charCodeAt(at + this.window))
          : this.hashAt(text, next);
      at = next;
    }
    return copied === 0 ? text : masked + text.slice(copied);
  }

  private matchAt(text: string, at: number): number {
    const forms = this.formsByHead.get(text.slice(at, at + this.window));
    if (forms === undefined) return 0;
    let longest = this.window;
    for (const form of forms.keys()) {
      let length = this.window;
      while (length < form.length && text.charCodeAt(at + length) === form.charCodeAt(length)) length += 1;
      longest = Math.max(longest, length);
    }
    return longest;
  }

  private addForm(form: string): void {
    const head = form.slice(0, this.window);
    const forms = this.formsByHead.get(head) ?? new Map<string, number>();
    if (forms.size === 0) this.formsByHead.set(head, forms);
    forms.set(form, (forms.get(form) ?? 0) + 1);
    this.heads[this.hashAt(head, 0) >>> 16]! += 1;
  }

  private remove(secret: string): void {
    const uses = this.uses.get(secret)! - 1;
    if (uses > 0) {
      this.uses.set(secret, uses);
      return;
    }
    this.uses.delete(secret);
    for (const form of secretForms(secret, this.window)) this.removeForm(form);
  }

  private removeForm(form: string): void {
    const head = form.slice(0, this.window);
    const forms = this.formsByHead.get(head)!;
    const count = forms.get(form)! - 1;
    if (count > 0) forms.set(form, count);
    else forms.delete(form);
    if (forms.size === 0) this.formsByHead.delete(head);
    this.heads[this.hashAt(head, 0) >>> 16]! -= 1;
  }

  private hashAt(text: string, start: number): number {
    let hash = 0;
    for (let at = start; at < start + this.window; at += 1)
      hash = (Math.imul(hash, BASE) + text.charCodeAt(at)) >>> 0;
    return hash;
  }

  private roll(hash: number, leaving: number, entering: number): number {
    return (Math.imul(hash - Math.imul(leaving, this.leaving), BASE) + entering) >>> 0;
  }
}

function power(base: number, exponent: number): number {
  let result = 1;
  for (let times = 0; times < exponent; times += 1) result = Math.imul(result, base);
  return result;
}

const processMask = new SecretMask();

/** Masks `secret` in every log line, problem answer and metrics page of this process, until the answer is called. */
export const registerSecret = (secret: string): (() => void) => processMask.add(secret);

/** Of secrets that people bring, so much has to be the same: less stands in ordinary text too. */
const WINDOW_OF_PEOPLE = 16;
const peopleMask = new SecretMask(5_000, WINDOW_OF_PEOPLE);

/**
 * The same for a text that a person calls a secret, for as long as the answered function has not been called; call it soon. What
 * does not look like a key that a venue has given out is not masked: nobody may blank words, times or ids of the operator's log
 * by calling them a key.
 */
export const registerPersonsSecret = (text: string): (() => void) =>
  looksLikeKey(text) ? peopleMask.add(text) : () => undefined;

/** Long, mixed of letters and digits from the beginning on, and not an id of ours. */
export function looksLikeKey(text: string): boolean {
  const head = text.slice(0, WINDOW_OF_PEOPLE);
  const letters = head.replace(/[^A-Za-z]/g, '').length;
  const digits = head.replace(/\D/g, '').length;
  const isOurs = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-/.test(text);
  return (
    head.length === WINDOW_OF_PEOPLE && letters >= 4 && digits >= 2 && new Set(head).size >= 8 && !isOurs
  );
}

/** `text` without any registered secret. */
export const maskSecrets = (text: string): string => peopleMask.mask(processMask.mask(text));
