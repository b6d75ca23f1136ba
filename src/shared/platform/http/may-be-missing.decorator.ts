import { ValidateIf } from 'class-validator';

/**
 * A member of an input that may be left out. `null` is a value like any other: the rules refuse it, where class-validator's own
 * `IsOptional` lets it by. Members that take `null`, which their document says (`nullable`), are `IsOptional`.
 */
export const MayBeMissing = (): PropertyDecorator =>
  ValidateIf((_input, value: unknown) => value !== undefined);
