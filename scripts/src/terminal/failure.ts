import { InputError, RefusedError } from '@jangbu/client';
import type { RefusalFacts } from '@jangbu/model';
import { NetworkError } from '@jangbu/network';
import colours from 'picocolors';
import { languageOf, type Language } from '../language/language';
import { EXIT, exitCodeOf, isForeseen, type ExitCode } from './exit-codes';

/** So many wrong fields are told of one input. */
const PROBLEMS_TOLD = 10;

type EarlyFacts = RefusalFacts['DAY_MOVE_EARLY'];

/** What is said below a failure; the failure itself speaks English. */
interface Words {
  readonly allOfIt: string;
  readonly unsure: (transactionId: string | undefined) => string;
  readonly unforeseen: string;
  /** Of a move of the business day that is ahead of its time. */
  readonly early: (facts: EarlyFacts) => string;
}

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    allOfIt: '(all of it)',
    unsure: (id) =>
      `It may stand on the ledger or not${id === undefined ? '' : ` (transaction ${id})`}: run the same command again, which finds out and does nothing twice.`,
    unforeseen: 'This was not foreseen: with JANGBU_DEBUG=1 the same command shows where it comes from.',
    early: ({ date, phase, cutOff, from, clock }) =>
      `  ${date} ${phase}: the cut-off is ${cutOff}, and this member may move the day from ${from} on; that peer's clock shows ${clock} (Korean time)`,
  },
  ko: {
    allOfIt: '(전체)',
    unsure: (id) =>
      `원장에 기록되었는지 아직 알 수 없습니다${id === undefined ? '' : `(트랜잭션 ${id})`}. 같은 명령을 다시 실행하면 확인되며, 두 번 처리되지 않습니다.`,
    unforeseen:
      '예상하지 못한 오류입니다. JANGBU_DEBUG=1을 붙여 같은 명령을 실행하면 어디에서 났는지 보여 줍니다.',
    early: ({ date, phase, cutOff, from, clock }) =>
      `  ${date} ${phase}: 마감시각은 ${cutOff}이고 이 회원사는 ${from}부터 영업일을 옮길 수 있습니다. 그 피어의 시계는 ${clock}입니다(한국 시간).`,
  },
};

/** What exactly is wrong with an input, a line each. */
function problemsOf(error: Error, { allOfIt, early }: Words): string[] {
  if (error instanceof RefusedError && error.code === 'DAY_MOVE_EARLY') return [early(error.facts)];
  if (!(error instanceof InputError)) return [];
  return error.problems
    .slice(0, PROBLEMS_TOLD)
    .map(({ path, message }) => `  ${path || allOfIt}: ${message}`);
}

function transactionOf(error: Error): string | undefined {
  const facts: object = error instanceof NetworkError ? error.facts : error;
  const id: unknown = Reflect.get(facts, 'transactionId');
  return typeof id === 'string' ? id : undefined;
}

function hintOf(error: Error, code: ExitCode, words: Words): string[] {
  if (code === EXIT.UNSURE) return [words.unsure(transactionOf(error))];
  if (isForeseen(error) || process.env['JANGBU_DEBUG']) return [];
  return [words.unforeseen];
}

function stackOf(error: Error): string[] {
  if (!process.env['JANGBU_DEBUG']) return [];
  const causes = error.cause instanceof Error ? [`caused by ${error.cause.stack ?? ''}`] : [];
  return [error.stack ?? '', ...causes];
}

/**
 * Tells a failure in one clear line, and below it which fields are wrong or what to do; stacks only with `JANGBU_DEBUG`
 * set.
 *
 * @param language of what is said below the failure; by the environment unless given
 * @returns the exit code
 */
export function reportFailure(
  error: unknown,
  stream: NodeJS.WritableStream,
  language: Language = languageOf(process.env),
): ExitCode {
  const words = WORDS[language];
  const known = error instanceof Error ? error : new Error(String(error));
  const code = exitCodeOf(known);
  const says = known.message || known.name;
  const lines = [
    `${colours.red('jangbu:')} ${says}`,
    ...problemsOf(known, words),
    ...hintOf(known, code, words),
    ...stackOf(known),
  ];
  stream.write(`${lines.join('\n')}\n`);
  return code;
}
