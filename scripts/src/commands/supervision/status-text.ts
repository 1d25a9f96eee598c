import type { SupervisionStatus } from '@jangbu/client/interfirm';

/** How far a handover is, in lines for people. */
export function statusText({ supervisor, former, due, dueFrom, disputed }: SupervisionStatus): string {
  const before = former.length === 0 ? 'nobody before' : `before: ${former.join(', ')}`;
  return [
    `supervisor: ${supervisor ?? 'none'} (${before})`,
    `documents due: ${due}`,
    ...dueFrom.map(({ member, documents }) => `  with ${member}: ${documents}`),
    `disputed by a former supervisor: ${disputed}`,
  ].join('\n');
}

/** What a check of the blocks has found that should not be. */
export function alarmOf({ doubts }: SupervisionStatus): string | undefined {
  if (doubts.length === 0) return undefined;
  return `ALARM: the supervisor holds what was not agreed: ${doubts.map(({ document }) => document).join(', ')}`;
}
