/**
 * Makes ids. They are unique over all processes and sort roughly by the time they were made, which keeps the indexes of
 * append-only tables dense. The caller names the kind: `ids.next() as OrderId`.
 */
export abstract class Ids {
  abstract next(): string;
}
