export function own(performance: number, { crypto }: { readonly crypto: number }): number {
  const process = performance + crypto;
  return process;
}
