import { ValidationPipe } from '@nestjs/common';
import { getMetadataStorage, type ValidationError } from 'class-validator';
import type { FieldRefusal } from '../../pure/refusal.js';
import { isSecretName } from '../telemetry/secret-names.js';
import { allowedValues } from './allowed-values.js';
import { ProblemException } from './problem.js';

const MAX_FIELDS = 50;

/**
 * The one pipe of the API: inputs become instances of their DTO class, members that the class does not declare are
 * refused, and every refused field is answered with its path, its value and what would have been accepted.
 */
export function createValidationPipe(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    validationError: { target: true, value: true },
    exceptionFactory: (errors) => validationProblem(errors.flatMap((error) => fieldRefusals(error, ''))),
  });
}

/** The same answer for fields that were refused by other means than a DTO class, such as a settings document. */
export function validationProblem(fields: readonly FieldRefusal[]): ProblemException {
  const shown = fields.slice(0, MAX_FIELDS).map(({ field, value, allowed }) => ({ field, value, allowed }));
  return ProblemException.of('validation-failed', { fields: shown });
}

function fieldRefusals(error: ValidationError, parent: string): readonly FieldRefusal[] {
  const field = join(parent, error.property, Array.isArray(error.target));
  const inner = (error.children ?? []).flatMap((child) => fieldRefusals(child, field));
  if (error.constraints === undefined) return inner;
  const hidden = field.split('.').some(isSecretName);
  return [{ field, value: hidden ? '(hidden)' : show(error.value), allowed: allowedFor(error) }, ...inner];
}

function allowedFor({ constraints, target, property }: ValidationError): string {
  if (constraints?.whitelistValidation !== undefined) {
    const known = target === undefined ? [] : declaredProperties(target);
    return known.length === 0 ? 'no such property' : `no such property; known: ${known.join(', ')}`;
  }
  return allowedValues(target, property) ?? 'an object';
}

function declaredProperties(target: object): readonly string[] {
  const metadata = getMetadataStorage().getTargetValidationMetadatas(target.constructor, '', true, false);
  return [...new Set(metadata.map(({ propertyName }) => propertyName))].sort();
}

function join(parent: string, property: string, inArray: boolean): string {
  if (inArray) return `${parent}[${property}]`;
  return parent === '' ? property : `${parent}.${property}`;
}

function show(value: unknown): string {
  // A function was not sent: every array has members that are named as ours, such as `fill`.
  if (value === undefined || typeof value === 'function') return 'missing';
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'an array' : 'an object';
  return (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 120);
}
