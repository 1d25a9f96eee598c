import 'reflect-metadata';

/** Documents that travel as transient data: what each entry is, by its name, as it stands in the components of the interface. */
export type TransientEntries = Readonly<Record<string, string>>;

/** What is told of a transaction beside what the library's decorators tell. */
export interface Description {
  readonly description: string;
  readonly transient?: TransientEntries;
}

const DESCRIPTION = 'jangbu:description';

/**
 * Says what a transaction does, and what it takes as transient data: the library's decorators have no word for either.
 *
 * @param transient schemas' names by the names of the entries; one that ends in `?` may be left out
 */
export function Described(description: string, transient?: TransientEntries): MethodDecorator {
  return (target, name) => {
    const told: Description = { description, ...(transient ? { transient } : {}) };
    Reflect.defineMetadata(DESCRIPTION, told, target, name);
  };
}

/** What is told of a contract's transaction. */
export function descriptionOf(contract: object, transaction: string): Description | undefined {
  return Reflect.getMetadata(DESCRIPTION, contract, transaction) as Description | undefined;
}
