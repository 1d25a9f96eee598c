import type { Statement } from '@jangbu/client/interfirm';

/** One thing that an application is to do: to state a trade. Good ones must be recorded, wrong ones refused. */
export interface Operation {
  readonly statement: Statement;
  readonly good: boolean;
}

/** What an application was answered. */
export interface Answer {
  readonly uti: string;
  readonly status: 'RECORDED' | 'REFUSED';
}

/** What an application is given to work with. */
export interface Assignment {
  /** Folder of the member's profile and identities. */
  readonly member: string;
  /** Operations, one a line. */
  readonly operations: string;
  /** The application's own: documents, read model, answers. */
  readonly folder: string;
  /** Calls under way at the same time. */
  readonly atOnce: number;
}

export function writeOperation({ statement, good }: Operation): string {
  const texts = Object.fromEntries(
    Object.entries(statement).map(([name, value]) => [name, typeof value === 'bigint' ? `${value}n` : value]),
  );
  return JSON.stringify({ statement: texts, good });
}

export function readOperation(line: string): Operation {
  return JSON.parse(line, (_, value: unknown) =>
    typeof value === 'string' && /^[0-9]+n$/.test(value) ? BigInt(value.slice(0, -1)) : value,
  ) as Operation;
}
