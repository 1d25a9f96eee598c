import type { ProposalState } from '@jangbu/model';

/** How a proposal stands in a word; and what a tally would make of it, where that is another one. */
export function statusText({ status, due }: ProposalState): string {
  return due === null || due === status ? status : `${status}, ${due} by a tally`;
}

/** Until when a proposal is open, or was. */
export function lastDayText({ lastDay }: ProposalState['proposal']): string {
  return lastDay ?? 'the first business day';
}

/** A proposal in words: title, standing, votes, and each action as JSON. */
export function standingText(state: ProposalState): string {
  const { proposal, votesFor, votesAgainst, majority, members, hindrance } = state;
  const names = (ids: readonly string[]): string => (ids.length === 0 ? 'nobody' : ids.join(', '));
  return [
    `${proposal.proposer}/${proposal.proposalId}: ${proposal.title}`,
    `${statusText(state)}; open until ${lastDayText(proposal)}`,
    `for: ${names(votesFor)}; against: ${names(votesAgainst)}; ${majority} of ${members} carry it`,
    ...(hindrance
      ? [`action ${hindrance.position} (${hindrance.kind}) cannot be carried out: ${hindrance.reason}`]
      : []),
    ...proposal.actions.map((action, i) => `  ${i} ${JSON.stringify(action)}`),
  ].join('\n');
}
