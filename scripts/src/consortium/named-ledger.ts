import { ContextFile } from '../contexts/context-file';
import { UsageError } from '../input/usage-error';
import { variable } from '../input/variable';
import type { LedgerOptions } from './ledger-options';

/** In what ways a member and its ledger are named; an earlier one comes before a later one. */
const WAYS = ['PROFILE', 'CONTEXT', 'FOLDER', 'NETWORK'] as const;
type Way = (typeof WAYS)[number];

const OPTIONS = {
  PROFILE: ['profile'],
  CONTEXT: ['context'],
  FOLDER: ['folder'],
  NETWORK: ['state', 'consortium'],
} as const;

/** What is named, and how. */
export interface NamedLedger<W extends Way = Way> {
  readonly by: W;
  readonly name: string;
  readonly said: 'BY_OPTION' | 'BY_VARIABLE';
}

function byOption<W extends Way>(options: LedgerOptions, ways: readonly W[]): NamedLedger<W> | undefined {
  const found = ways.flatMap((by) => {
    const option = OPTIONS[by].find((each) => options[each] !== undefined);
    const name = option && options[option];
    return name === undefined ? [] : [{ by, option, name }];
  });
  if (found.length > 1)
    throw new UsageError(
      `--${found.map(({ option }) => option).join(' and --')} name two ledgers: give one of them`,
    );
  const [one] = found;
  return one && { by: one.by, name: one.name, said: 'BY_OPTION' };
}

function byVariable<W extends Way>(ways: readonly W[]): NamedLedger<W> | undefined {
  for (const by of ways) {
    const [name] = OPTIONS[by].flatMap((option) => variable(`JANGBU_${option.toUpperCase()}`) ?? []);
    if (name !== undefined) return { by, name, said: 'BY_VARIABLE' };
  }
  return undefined;
}

/**
 * What the options name, else what variables do: `JANGBU_` and the option's name.
 *
 * @param ways only these
 * @throws UsageError when two options name different ones
 */
export function namedLedger<W extends Way = Way>(
  options: LedgerOptions,
  ways: readonly W[],
): NamedLedger<W> | undefined {
  return byOption(options, ways) ?? byVariable(ways);
}

/** Where nothing is named: what the file of contexts has as the current one, else the development network here. */
export type ChosenLedger =
  | NamedLedger
  | { readonly by: 'CONTEXT'; readonly name: string; readonly said: 'AS_CURRENT' }
  | { readonly by: 'NETWORK'; readonly said: 'NOWHERE' };

/** Which ledger a command is about. @throws UsageError, ContextFileError */
export async function chosenLedger(options: LedgerOptions): Promise<ChosenLedger> {
  const named = namedLedger(options, WAYS);
  if (named) return named;
  const { current } = await ContextFile.read();
  return current === undefined
    ? { by: 'NETWORK', said: 'NOWHERE' }
    : { by: 'CONTEXT', name: current, said: 'AS_CURRENT' };
}

/** Whether a member is named, by an option, a variable or the current context: else a development network is meant. */
export async function namesMember(options: LedgerOptions): Promise<boolean> {
  return options.as !== undefined || (await chosenLedger(options)).by !== 'NETWORK';
}
