import { IsInt } from 'class-validator'; // offends

export const checked = IsInt;
