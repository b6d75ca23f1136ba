const TAGS = new Map([
  ['b', 'bold'],
  ['i', 'italic'],
  ['code', 'code'],
]);
const NAMED = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
]);

/** Telegram's HTML as its server reads it: the text with what is set off, or what is wrong with it. */
export function parseHtml(
  html: string,
): { readonly text: string; readonly entities: readonly string[] } | string {
  const open: { readonly tag: string; readonly at: number }[] = [];
  const entities: string[] = [];
  let text = '';
  for (let at = 0; at < html.length;) {
    const rest = html.slice(at);
    if (rest.startsWith('<')) {
      const [all, slash, tag] = /^<(\/?)([a-z-]+)>/.exec(rest) ?? [];
      if (all === undefined || tag === undefined) return `unsupported start tag at byte offset ${at}`;
      if (!TAGS.has(tag)) return `unsupported start tag "${tag}" at byte offset ${at}`;
      if (slash === '') open.push({ tag, at: text.length });
      else {
        const last = open.pop();
        if (last?.tag !== tag) return `unmatched end tag at byte offset ${at}`;
        entities.push(`${TAGS.get(tag)!}:${text.slice(last.at)}`);
      }
      at += all.length;
    } else if (rest.startsWith('&')) {
      const [all, name] = /^&([a-z]+);/.exec(rest) ?? [];
      const character = name === undefined ? undefined : NAMED.get(name);
      // What is no entity stays as it is.
      text += character ?? '&';
      at += character === undefined ? 1 : all!.length;
    } else {
      text += rest[0]!;
      at += 1;
    }
  }
  if (open.length > 0) return `can't find end tag corresponding to start tag "${open.at(-1)!.tag}"`;
  return { text, entities };
}
