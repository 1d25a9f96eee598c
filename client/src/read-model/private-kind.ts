import type { Checker, InstructionName, Key } from '@jangbu/model';
import type { Static, TSchema } from '@sinclair/typebox';
import type { TableRow } from './row';

/**
 * Who must hold a private document besides the supervisor, that it counts (rule 7 of the design): members by id, or the two
 * parties of an instruction that it names. `lots`: as an owner's lots do, which the supervisor writes by itself where an
 * instruction settles without the owner. `onePartyOf`: at least one of the two, since one settles without the other.
 */
export type Holders =
  | { readonly members: readonly string[] }
  | { readonly lots: string }
  | { readonly partiesOf: InstructionName }
  | { readonly onePartyOf: InstructionName };

/** What a private document says, once it reads. */
export interface ReadPrivate {
  readonly holders: Holders;
  readonly rows: readonly TableRow[];
}

/** Reads a private document; undefined when it is none of its kind. */
export type PrivateKind = (key: Key, value: unknown) => ReadPrivate | undefined;

/** A kind by its schema, its holders, and the rows that it makes. */
export function privateKind<T extends TSchema>(
  checker: Checker<T>,
  holders: (document: Static<T>, key: Key) => Holders,
  rows: (document: Static<T>, key: Key) => readonly TableRow[] = () => [],
): PrivateKind {
  return (key, value) =>
    checker.fits(value) ? { holders: holders(value, key), rows: rows(value, key) } : undefined;
}
