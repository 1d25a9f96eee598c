import { instructionsAskedChecker, type InstructionsAsked } from '@jangbu/model';
import { invalid } from '../../documents/parse';
import { askedOrAll, type ArgumentText } from '../execution/contract';

/** Instructions are found in one of these ways; by looking through all of them where none is named. */
const WAYS = [
  'names',
  'open',
  'unclaimed',
  'ended',
  'failed',
] as const satisfies readonly (keyof InstructionsAsked)[];

/** What is wrong with where to go on, or that there is no going on. */
function problemOfAfter({ after, names, ended, failed }: InstructionsAsked): string | undefined {
  if (!after) return undefined;
  if (names) return 'not with names: all of them are answered at once';
  const days = ended ?? failed;
  if (!days) return after.day === undefined ? undefined : 'a day only with ended or failed';
  if (after.day === undefined) return 'lacks the day among those asked for';
  return after.day < days.from || after.day > days.to ? 'a day that is not asked for' : undefined;
}

function problemOf(
  asked: InstructionsAsked,
): { readonly path: string; readonly message: string } | undefined {
  const [way, another] = WAYS.filter((each) => asked[each] !== undefined);
  if (way && another) return { path: `/${another}`, message: `not together with ${way}` };
  const days = asked.ended ?? asked.failed;
  if (way && days && days.from > days.to) return { path: `/${way}/to`, message: 'before from' };
  if (asked.names && asked.limit !== undefined) {
    return { path: '/limit', message: 'not with names: all of them are answered at once' };
  }
  const message = problemOfAfter(asked);
  return message === undefined ? undefined : { path: '/after', message };
}

/**
 * Reads which instructions are asked for; all where nothing is said.
 *
 * @throws RefusalError INVALID_DOCUMENT, where ways of finding them are mixed, too
 */
export function readInstructionsAsked(text: ArgumentText): InstructionsAsked | undefined {
  const asked = askedOrAll(instructionsAskedChecker, text);
  const problem = asked && problemOf(asked);
  if (problem) throw invalid('query', problem);
  return asked;
}
