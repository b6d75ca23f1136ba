/** Injection token of the program's version, as package.json has it. */
export const VERSION = Symbol('version');
