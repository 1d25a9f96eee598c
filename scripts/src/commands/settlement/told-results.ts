import type { InstructionName } from '@jangbu/model';
import type { Static, TArray, TSchema } from '@sinclair/typebox';
import { failWith } from '../../terminal/exit-codes';
import { news, tell } from '../../terminal/output';
import type { Printable } from '../../terminal/printable';
import { grouped } from '../../terminal/table';
import type { MemberOptions } from '../member-options';
import { instructionText } from './instruction-name';

type Result = InstructionName & { readonly status: string };

/**
 * Shows what came of each of many instructions: all of it for programs; for people how many are done, and on standard
 * error why the others are not. Where one is not, the command fails.
 */
export function tellEach<Output extends TSchema, R extends Result & Printable<Static<Output>>>(
  results: readonly R[],
  options: MemberOptions,
  {
    done,
    why,
    says,
  }: {
    /** The status of those of which nothing is to be said. */
    readonly done: R['status'];
    readonly why: (result: R) => string;
    readonly says: (count: string) => string;
  },
): void {
  const wrong = results.filter(({ status }) => status !== done);
  for (const each of wrong) news(`${instructionText(each)}: ${why(each)}`);
  tell<TArray<Output>>(options, results, says(grouped(results.length - wrong.length)));
  if (wrong.length > 0) failWith(wrong.map((each) => ('error' in each ? each.error : undefined)));
}
