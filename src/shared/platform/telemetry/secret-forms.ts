/**
 * The ways a secret can appear in text, each at least `shortest` characters long and named once.
 * Base64 of a longer text (`user:secret`) holds the secret at one of three bit offsets, hence three forms of it.
 */
export function secretForms(secret: string, shortest: number): readonly string[] {
  const bytes = Buffer.from(secret, 'utf8');
  const hex = bytes.toString('hex');
  const encoded = encodeURIComponent(secret.replace(/\p{Surrogate}/gu, '\uFFFD'));
  const escaped = JSON.stringify(secret).slice(1, -1);
  const base64 = [0, 1, 2].map((offset) => base64At(bytes, offset));
  const forms = new Set([
    secret,
    escaped,
    JSON.stringify(escaped).slice(1, -1),
    encoded,
    encoded.replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase()),
    encoded.replaceAll('%20', '+'),
    hex,
    hex.toUpperCase(),
    ...base64,
    ...base64.map((form) => form.replaceAll('+', '-').replaceAll('/', '_')),
  ]);
  return [...forms].filter((form) => form.length >= shortest);
}

/** The base64 characters that depend on nothing but `bytes` when `offset` other bytes (modulo 3) stand before them. */
function base64At(bytes: Buffer, offset: number): string {
  const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
  const shared = (offset + bytes.length) % 3 === 0 ? 0 : 1;
  const end = text.replace(/=+$/, '').length - shared;
  return text.slice(Math.ceil((offset * 4) / 3), end);
}
