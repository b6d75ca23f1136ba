import ts from 'typescript';

/** What a text member with such a name usually holds. */
const TEXTS = [
  [/venue/i, 'paper'],
  [/symbol/i, 'BTC/USDT:USDT'],
  [/currency|quote/i, 'USDT'],
  [/^base$/i, 'BTC'],
  [/email/i, 'trader@example.org'],
  [/language/i, 'en'],
  [/timezone/i, 'Asia/Seoul'],
  [/code$/i, 'too-small'],
  [/reason|message|detail|text|note/i, 'a sentence for people'],
  [/price|average|last|open$|high|low|close|mark|liquidation/i, '42000.5'],
  [/size|filled|lots|volume|quantity/i, '0.25'],
  [/fee|pnl|equity|balance|notional|cash|margin|funding|amount|total|free/i, '12.345'],
  [/pct|percent|rate|share/i, '1.5'],
  [/id$/i, null],
];

/** A value of a type as plain JSON, the same on every run: every member is given, of a union the first form. */
export function sampleOf(checker, type, name = 'value', depth = 0) {
  if (depth > 8) return null;
  if (type.isUnion()) {
    const forms = type.types.filter(({ flags }) => !(flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined)));
    return sampleOf(checker, forms[0] ?? type.types[0], name, depth);
  }
  if (type.isStringLiteral() || type.isNumberLiteral()) return type.value;
  if (type.flags & ts.TypeFlags.BooleanLiteral) return type.intrinsicName === 'true';
  if (type.flags & ts.TypeFlags.Null) return null;
  if (type.flags & ts.TypeFlags.Never) return undefined;
  if (is(type, ts.TypeFlags.StringLike)) return textOf(name, brandOf(type));
  if (is(type, ts.TypeFlags.NumberLike)) return numberOf(name, brandOf(type));
  if (is(type, ts.TypeFlags.BooleanLike)) return true;
  if (checker.isTupleType(type)) {
    return checker.getTypeArguments(type).map((element) => sampleOf(checker, element, name, depth + 1));
  }
  if (checker.isArrayType(type)) {
    return [sampleOf(checker, checker.getTypeArguments(type)[0], name.replace(/s$/, ''), depth + 1)];
  }
  return Object.fromEntries(
    checker
      .getPropertiesOfType(type)
      .map((member) => [
        member.name,
        sampleOf(checker, checker.getTypeOfSymbol(member), member.name, depth + 1),
      ]),
  );
}

/** A primitive, or a brand of it, which is an intersection with that primitive. */
const is = (type, flag) =>
  (type.flags & flag) !== 0 || (type.isIntersection() && type.types.some((part) => part.flags & flag));

const brandOf = (type) => type.aliasSymbol?.name ?? null;

function textOf(name, brand) {
  if (brand !== null) return `${brand.replace(/Id$/, '').toLowerCase()}-1`;
  const known = TEXTS.find(([pattern]) => pattern.test(name));
  if (known === undefined) return name;
  return known[1] ?? `${name.replace(/Id$/, '') || 'thing'}-1`;
}

function numberOf(name, brand) {
  if (brand === 'EpochMs' || /(?:at|time)$/i.test(name)) return 1_700_000_000_000;
  if (/ms$/i.test(name)) return 1500;
  if (/limit/i.test(name)) return 100;
  return 1;
}
