/** Environment variables as they come: text, or nothing. */
export type Environ = Readonly<Record<string, string | undefined>>;
