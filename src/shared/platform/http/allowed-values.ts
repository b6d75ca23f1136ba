import { getMetadataStorage } from 'class-validator';

type Rule = (...args: readonly unknown[]) => string;

const list = (values: unknown): string =>
  Object.values(values as object)
    .map(String)
    .join(', ');

const text = (value: unknown): string => (value instanceof RegExp ? value.source : JSON.stringify(value));

/** What each rule of class-validator accepts, for a person. A rule with a text of its own (`message`) keeps that. */
const rules: Readonly<Record<string, Rule>> = {
  isString: () => 'text',
  isInt: () => 'a whole number',
  isNumber: () => 'a number',
  isBoolean: () => 'true or false',
  isArray: () => 'an array',
  isObject: () => 'an object',
  isDefined: () => 'a value',
  isNotEmpty: () => 'not empty',
  isEmail: () => 'an e-mail address',
  isUuid: () => 'a UUID',
  isIso8601: () => 'an ISO 8601 time',
  isDateString: () => 'an ISO 8601 time',
  isUrl: () => 'a URL',
  isPositive: () => '> 0',
  min: (bound) => `>= ${text(bound)}`,
  max: (bound) => `<= ${text(bound)}`,
  minLength: (length) => `at least ${text(length)} characters`,
  maxLength: (length) => `at most ${text(length)} characters`,
  isLength: (min, max) => `${text(min)}..${max === undefined ? '' : text(max)} characters`,
  arrayMinSize: (size) => `at least ${text(size)} elements`,
  arrayMaxSize: (size) => `at most ${text(size)} elements`,
  arrayNotEmpty: () => 'at least 1 element',
  arrayUnique: () => 'no element twice',
  isIn: (values) => `one of ${list(values)}`,
  isEnum: (_values, names) => `one of ${list(names)}`,
  matches: (expression) => `text like ${text(expression)}`,
};

/** What the rules of a DTO property accept together, or null when it has none. */
export function allowedValues(target: object | undefined, property: string): string | null {
  if (target === undefined) return null;
  const metadata = getMetadataStorage()
    .getTargetValidationMetadatas(target.constructor, '', true, false)
    .filter(({ propertyName }) => propertyName === property);
  // Decorators apply from the last to the first; people read them from the first.
  const texts = metadata
    .reverse()
    .map(({ name, type, message, constraints }) => {
      if (typeof message === 'string') return message;
      if (type === 'nestedValidation') return 'an object';
      return name === undefined
        ? null
        : (rules[name]?.(...((constraints as unknown[] | undefined) ?? [])) ?? name);
    })
    .filter((text) => text !== null);
  return texts.length === 0 ? null : [...new Set(texts)].join(', ');
}
