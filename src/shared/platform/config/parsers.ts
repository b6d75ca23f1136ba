import { isIP } from 'node:net';

/** Reads one value of the environment; undefined means refused, and `allowed` says what would have been accepted. */
export interface Parser<Value> {
  readonly allowed: string;
  readonly read: (text: string) => Value | undefined;
}

export const integer = (min: number, max: number): Parser<number> => ({
  allowed: `a whole number ${min}..${max}`,
  read: (text) => {
    const value = /^(?:0|[1-9]\d{0,14})$/.test(text) ? Number(text) : Number.NaN;
    return value >= min && value <= max ? value : undefined;
  },
});

export const decimal = (min: number, max: number): Parser<number> => ({
  allowed: `a decimal ${min}..${max}`,
  read: (text) => {
    const value = /^(?:0|[1-9]\d{0,11})(?:\.\d{1,9})?$/.test(text) ? Number(text) : Number.NaN;
    return value >= min && value <= max ? value : undefined;
  },
});

export const oneOf = <const Choice extends string>(choices: readonly Choice[]): Parser<Choice> => ({
  allowed: `one of ${choices.join(', ')}`,
  read: (text) => choices.find((choice) => choice === text),
});

export const onOff: Parser<boolean> = {
  allowed: 'on or off',
  read: (text) => (text === 'on' ? true : text === 'off' ? false : undefined),
};

/** Comma-separated choices, at least one, none twice; answered in the order of `choices`. */
export const someOf = <const Choice extends string>(
  choices: readonly Choice[],
  all?: string,
): Parser<readonly Choice[]> => ({
  allowed: `${all === undefined ? '' : `${all}, or `}some of ${choices.join(',')}`,
  read: (text) => {
    if (text === all) return choices;
    const parts = text.split(',');
    const known = choices.filter((choice) => parts.includes(choice));
    return known.length === parts.length ? known : undefined;
  },
});

export const pattern = (allowed: string, expression: RegExp): Parser<string> => ({
  allowed,
  read: (text) => (expression.test(text) ? text : undefined),
});

export const hostName: Parser<string> = {
  allowed: 'an IP address or a host name',
  read: (text) =>
    isIP(text) !== 0 || /^(?=.{1,253}$)[a-zA-Z0-9](?:[a-zA-Z0-9.-]{0,251}[a-zA-Z0-9])?$/.test(text)
      ? text
      : undefined,
};

export const path: Parser<string> = {
  allowed: 'a path',
  read: (text) => (text.includes('\0') ? undefined : text),
};

export const url = (allowed: string, accepts: (url: URL) => boolean): Parser<string> => ({
  allowed,
  read: (text) => (URL.canParse(text) && accepts(new URL(text)) ? text : undefined),
});

/** Whether a host of a URL is this machine. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);

/** Comma-separated web origins; `*` and `null` are no origins. */
export const origins: Parser<readonly string[]> = {
  allowed: 'origins such as https://trade.example.org, separated by commas; never *',
  read: (text) => {
    const parts = text.split(',');
    const good = parts.every(
      (part) => /^https?:\/\//.test(part) && URL.canParse(part) && new URL(part).origin === part,
    );
    return good ? parts : undefined;
  },
};
