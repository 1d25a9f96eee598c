import type { ConsortiumDefinition } from './consortium';
import { portBlock } from './port-plan';

/** Ports that Linux gives to outgoing connections by default: a node may find its own taken. */
const EPHEMERAL = { first: 32_768, last: 60_999 } as const;

/**
 * What an operator should know about a consortium file that is valid: what it costs that consenters are shared
 * out among few members, or are more than are of use.
 *
 * @returns one sentence or two each; empty when there is nothing to say
 */
export function advice(consortium: ConsortiumDefinition): readonly string[] {
  return [...ownerAdvice(consortium), ...countAdvice(consortium), ...portAdvice(consortium)];
}

/** How many consenters may be down or dishonest at the same time: f of 3f + 1. */
function tolerated(consenters: number): number {
  return Math.floor((consenters - 1) / 3);
}

function ownerAdvice({ consenters }: ConsortiumDefinition): readonly string[] {
  const total = consenters.length;
  const most = tolerated(total);
  const quorum = Math.ceil((total + most + 1) / 2);
  return [...new Set(consenters)].flatMap((owner) => {
    const owned = consenters.filter((other) => other === owner).length;
    if (owned <= most) {
      return [];
    }
    const power =
      owned >= quorum
        ? 'alone decides the order of transactions, and alone can stop it'
        : 'alone can stop the ordering, and a lie of its nodes is no longer outvoted';
    return [`${owner} owns ${owned} of the ${total} consenters, which tolerate ${most}: ${owner} ${power}.`];
  });
}

function countAdvice({ consenters }: ConsortiumDefinition): readonly string[] {
  const total = consenters.length;
  const enough = 3 * tolerated(total) + 1;
  return total === enough
    ? []
    : [
        `${total} consenters tolerate no more failures than ${enough} do, and each costs every block messages.`,
      ];
}

function portAdvice({ ports }: ConsortiumDefinition): readonly string[] {
  const last = ports.base + portBlock - 1;
  return last < EPHEMERAL.first || ports.base > EPHEMERAL.last
    ? []
    : [
        `ports.base ${ports.base} puts nodes on ports that the system gives to outgoing connections ` +
          `(${EPHEMERAL.first} to ${EPHEMERAL.last}): a node may find its port taken.`,
      ];
}
