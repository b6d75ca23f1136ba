import type { Decimal } from '../numbers/decimal.js';
import { formatUnits, parseDecimal, rescale } from '../numbers/decimal.js';
import type { FieldRefusal } from '../refusal.js';

/** Bounds of a number, as texts so that they print as they are written. */
export interface Bounds {
  readonly min?: string;
  readonly max?: string;
  /** The lower bound itself is not allowed. */
  readonly above?: string;
}

/**
 * Reads one JSON object of settings: a missing member takes its default, a wrong one is collected with its path, value and
 * allowed range, an unknown one is refused. Nothing throws; after reading, `refusals` says whether the values may be used.
 */
export class SettingsReader {
  private readonly seen = new Set<string>();

  constructor(
    private readonly source: Readonly<Record<string, unknown>>,
    private readonly path = '',
    readonly refusals: FieldRefusal[] = [],
  ) {}

  /** Opens the root of a settings document; anything but an object is refused and read as empty. */
  static open(document: unknown): SettingsReader {
    if (isObject(document)) return new SettingsReader(document);
    const reader = new SettingsReader({});
    reader.refuseAt('', document, 'a JSON object');
    return reader;
  }

  boolean(name: string, fallback: boolean): boolean {
    const value = this.take(name);
    if (value === undefined || typeof value === 'boolean') return value ?? fallback;
    this.refuse(name, value, 'true or false');
    return fallback;
  }

  oneOf<const Choice extends string>(name: string, choices: readonly Choice[], fallback: Choice): Choice {
    const value = this.take(name);
    if (value === undefined) return fallback;
    const found = choices.find((choice) => choice === value);
    if (found !== undefined) return found;
    this.refuse(name, value, `one of ${choices.join(', ')}`);
    return fallback;
  }

  text(name: string, fallback: string, pattern: RegExp, allowed: string): string {
    const value = this.take(name);
    if (value === undefined) return fallback;
    if (typeof value === 'string' && pattern.test(value)) return value;
    this.refuse(name, value, allowed);
    return fallback;
  }

  integer(name: string, fallback: number, min: number, max: number): number {
    const value = this.take(name);
    if (value === undefined) return fallback;
    const number = typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
    if (typeof number === 'number' && Number.isSafeInteger(number) && number >= min && number <= max)
      return number;
    this.refuse(name, value, `a whole number ${min}..${max}`);
    return fallback;
  }

  /** A decimal as its plain text; numbers mean their shortest decimal text. */
  decimal(name: string, fallback: string, bounds: Bounds): string {
    const value = this.take(name);
    return value === undefined ? fallback : (this.checkDecimal(name, value, bounds) ?? fallback);
  }

  /** A decimal that may be null; null and missing both mean `null`. */
  optionalDecimal(name: string, bounds: Bounds): string | null {
    const value = this.take(name);
    return value === undefined || value === null ? null : this.checkDecimal(name, value, bounds);
  }

  /** A decimal without a default. */
  requiredDecimal(name: string, bounds: Bounds): string {
    const value = this.take(name);
    if (value === undefined || value === null) {
      this.refuse(name, value, `required, a decimal ${describeBounds(bounds)}`);
      return bounds.min ?? '1';
    }
    return this.checkDecimal(name, value, bounds) ?? '1';
  }

  /** A nested object; missing members of it take their own defaults. */
  object(name: string): SettingsReader {
    const value = this.take(name);
    if (value === undefined) return new SettingsReader({}, this.at(name), this.refusals);
    if (isObject(value)) return new SettingsReader(value, this.at(name), this.refusals);
    this.refuse(name, value, 'a JSON object');
    return new SettingsReader({}, this.at(name), this.refusals);
  }

  /** An array of objects, or null when it is missing. */
  objects(name: string, maxLength: number): readonly SettingsReader[] | null {
    const value = this.take(name);
    if (value === undefined || value === null) return null;
    if (!Array.isArray(value) || value.length > maxLength) {
      this.refuse(name, value, `an array of at most ${maxLength} objects`);
      return null;
    }
    return value.map((element: unknown, index) => {
      const path = `${this.at(name)}[${index}]`;
      if (isObject(element)) return new SettingsReader(element, path, this.refusals);
      this.refuseAt(path, element, 'a JSON object');
      return new SettingsReader({}, path, this.refusals);
    });
  }

  /** An array of decimals, or null when it is missing. */
  decimals(name: string, maxLength: number, bounds: Bounds): readonly string[] | null {
    const value = this.take(name);
    if (value === undefined || value === null) return null;
    if (!Array.isArray(value) || value.length > maxLength) {
      this.refuse(name, value, `an array of at most ${maxLength} decimals`);
      return null;
    }
    return value.map(
      (element: unknown, index) => this.checkDecimal(`${name}[${index}]`, element, bounds) ?? '1',
    );
  }

  /** Refuses every member that no read has named; call it last. */
  close(): void {
    for (const name of Object.keys(this.source)) {
      if (!this.seen.has(name))
        this.refuse(name, this.source[name], `no such setting; known: ${[...this.seen].join(', ')}`);
    }
  }

  /** Adds a refusal that a check across fields has found. */
  refuse(name: string, value: unknown, allowed: string): void {
    this.refuseAt(this.at(name), value, allowed);
  }

  private take(name: string): unknown {
    this.seen.add(name);
    return Object.hasOwn(this.source, name) ? this.source[name] : undefined;
  }

  private at(name: string): string {
    return this.path === '' ? name : `${this.path}.${name}`;
  }

  private refuseAt(field: string, value: unknown, allowed: string): void {
    this.refusals.push({ field, value: show(value), allowed });
  }

  private checkDecimal(name: string, value: unknown, bounds: Bounds): string | null {
    const text = typeof value === 'number' ? plainText(value) : value;
    const parsed = typeof text === 'string' ? parseDecimal(text) : null;
    if (parsed === null || parsed.scale > 18 || !within(parsed, bounds)) {
      this.refuse(name, value, `a decimal ${describeBounds(bounds)}`);
      return null;
    }
    return formatUnits(parsed.units, parsed.scale);
  }
}

/** The shortest decimal text of a number without exponent (1e-7 becomes 0.0000001), or null when it is not finite. */
export function plainText(value: number): string | null {
  if (!Number.isFinite(value)) return null;
  const text = String(value);
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (match === null) return text;
  const [, sign = '', lead = '', fraction = '', exponentText = '0'] = match;
  const exponent = Number(exponentText);
  const digits = lead + fraction;
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  return sign + digits.padEnd(exponent + 1, '0');
}

function within(value: Decimal, { min, max, above }: Bounds): boolean {
  return (
    (min === undefined || compareTo(value, min) >= 0) &&
    (max === undefined || compareTo(value, max) <= 0) &&
    (above === undefined || compareTo(value, above) > 0)
  );
}

function compareTo(value: Decimal, bound: string): number {
  const other = parseDecimal(bound)!;
  const scale = Math.max(value.scale, other.scale);
  const left = rescale(value, scale)!;
  const right = rescale(other, scale)!;
  return left < right ? -1 : left > right ? 1 : 0;
}

function describeBounds({ min, max, above }: Bounds): string {
  if (above !== undefined) return max === undefined ? `> ${above}` : `> ${above} and <= ${max}`;
  if (min !== undefined) return max === undefined ? `>= ${min}` : `${min}..${max}`;
  return max === undefined ? 'of any size' : `<= ${max}`;
}

function show(value: unknown): string {
  if (value === undefined) return 'missing';
  const text = typeof value === 'string' ? value : (JSON.stringify(value) as string | undefined);
  return (text ?? typeof value).slice(0, 120);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
