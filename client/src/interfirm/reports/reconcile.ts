/** A field on which a file and the ledger differ. */
export interface FieldDifference {
  readonly key: string;
  readonly field: string;
  readonly file: string;
  readonly ledger: string;
}

/** A firm's own records against the ledger. */
export interface Reconciliation {
  /** How many are the same in both. */
  readonly agreed: number;
  /** Keys that only the firm's own records have, sorted. */
  readonly onlyInFile: readonly string[];
  /** Keys that only the ledger has, sorted. */
  readonly onlyOnLedger: readonly string[];
  /** One a field, sorted by key. */
  readonly differing: readonly FieldDifference[];
  /** Keys that come more than once in the firm's own records; only the first of each was compared. */
  readonly repeated: readonly string[];
}

/** One record: its fields as texts. A field that only one of the two has is not compared. */
export type Fields = Readonly<Record<string, string>>;

function differencesOf(key: string, file: Fields, ledger: Fields): FieldDifference[] {
  return Object.entries(file).flatMap(([field, value]) => {
    const told = ledger[field];
    return told === undefined || told === value ? [] : [{ key, field, file: value, ledger: told }];
  });
}

/**
 * Compares a firm's own records with the ledger's.
 *
 * @param file the firm's own, each with its key
 * @param ledger the ledger's, by key
 */
export function reconcile(
  file: readonly (readonly [key: string, fields: Fields])[],
  ledger: ReadonlyMap<string, Fields>,
): Reconciliation {
  const seen = new Map<string, Fields>();
  const repeated = new Set<string>();
  for (const [key, fields] of file) {
    if (seen.has(key)) repeated.add(key);
    else seen.set(key, fields);
  }
  const keys = [...seen.keys()].sort();
  const both = keys.filter((key) => ledger.has(key));
  const differing = both.flatMap((key) => differencesOf(key, seen.get(key) ?? {}, ledger.get(key) ?? {}));
  const wrong = new Set(differing.map(({ key }) => key));
  return {
    agreed: both.length - wrong.size,
    onlyInFile: keys.filter((key) => !ledger.has(key)),
    onlyOnLedger: [...ledger.keys()].filter((key) => !seen.has(key)).sort(),
    differing,
    repeated: [...repeated].sort(),
  };
}

/** Whether the firm's own records and the ledger say the same. */
export function isReconciled({ onlyInFile, onlyOnLedger, differing, repeated }: Reconciliation): boolean {
  return onlyInFile.length + onlyOnLedger.length + differing.length + repeated.length === 0;
}
