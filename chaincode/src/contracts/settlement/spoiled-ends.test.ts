import {
  canonicalJson,
  divideLegs,
  keys,
  transactions,
  type Instruction,
  type Key,
  type RefusalCode,
  type Reservation,
} from '@jangbu/model';
import type { SimulatedConsortium } from '../../../testing/consortium';
import { forgeDocuments } from '../../../testing/forgery';
import { refusal } from '../../../testing/refusals';
import {
  closeSettlement,
  consentToCancelling,
  fail,
  instructionsAt,
  lotOf,
  matchedConsortium,
  NET,
  recordInstructions,
  reservationOf,
  reserve,
  reserveBoth,
  reserveRequest,
  settle,
  settleWithout,
  SHARES,
  submitSettlement,
} from '../../../testing/settling';
import { saltOf } from '../../../testing/trading';

const names = transactions.settlement;
const { creator, instructionId } = NET;
const NAMED = { names: [{ creator, instructionId }] };

function partialConsentOf(member: string): string {
  return canonicalJson({
    type: 'partial-consent',
    version: 1,
    instruction: { creator, instructionId },
    member,
    minimum: '50',
    salt: saltOf(`partial ${member}`),
  });
}

function allow(consortium: SimulatedConsortium, member: string): Promise<unknown> {
  const consent = partialConsentOf(member);
  const request = {
    type: 'allow-partial-request',
    version: 1,
    instruction: canonicalJson(NET),
    consent,
  };
  return submitSettlement(consortium, names.allowPartial, request, { by: member });
}

function divide(consortium: SimulatedConsortium, by: string, quantity: bigint): Promise<unknown> {
  const legs = divideLegs(NET, quantity);
  const share = (kind: 'part' | 'rest'): Instruction => ({
    ...NET,
    creator: by,
    instructionId: `${kind}-of-${String(quantity)}`,
    dividedFrom: { creator, instructionId },
    legs: [...(legs?.[kind] ?? [])],
    salt: saltOf(`${kind}-of-${String(quantity)}`),
  });
  const request = {
    type: 'divide-request',
    version: 1,
    instruction: canonicalJson(NET),
    consents: [partialConsentOf('a'), partialConsentOf('b')],
    part: canonicalJson(share('part')),
    rest: canonicalJson(share('rest')),
  };
  return submitSettlement(consortium, names.divide, request, { by });
}

interface Ended {
  readonly consortium: SimulatedConsortium;
  readonly reservations: readonly [Reservation, Reservation];
}

/** How an instruction ended that both firms had allowed to be divided, and whose copies of what say so. */
interface End {
  readonly refused: RefusalCode;
  readonly end: () => Promise<Ended>;
  readonly records: readonly Key[];
}

/** Cancelled when all was reserved: nothing but the consents stands against its settling. */
const CANCELLED: End = {
  refused: 'INSTRUCTION_CANCELLED',
  records: ['a', 'b'].map((member) => keys.instructionCancellation(NET, member)),
  end: async () => {
    const consortium = await matchedConsortium();
    await recordInstructions(consortium, NET);
    for (const member of ['a', 'b']) await allow(consortium, member);
    const reservations = await reserveBoth(consortium);
    for (const member of ['a', 'b']) await consentToCancelling(consortium, NET, member);
    return { consortium, reservations };
  },
};

/** Divided when b's shares were reserved, and a's won was not. */
const DIVIDED: End = {
  refused: 'INSTRUCTION_DIVIDED',
  records: [keys.division(NET)],
  end: async () => {
    const consortium = await matchedConsortium();
    await recordInstructions(consortium, NET);
    for (const member of ['a', 'b']) await allow(consortium, member);
    const shares = reservationOf(NET, 0, await lotOf(consortium, 'b', SHARES));
    const won = reservationOf(NET, 1, await lotOf(consortium, 'a', 'KRW'));
    await reserve(consortium, NET, shares);
    await divide(consortium, 'a', 60n);
    return { consortium, reservations: [shares, won] };
  },
};

const WAYS = [
  ['overwrites', '{"made":"up"}'],
  ['deletes', null],
] as const;

const CASES = [
  ['cancelled', CANCELLED],
  ['divided', DIVIDED],
].flatMap(([how, end]) =>
  (['a', 'b'] as const).flatMap((spoiler) =>
    WAYS.map(([way, text]) => ({ how: how as string, end: end as End, spoiler, way, text })),
  ),
);

describe.each(CASES)(
  'an instruction that was $how, of which $spoiler $way its own copy',
  ({ how, end: { end, records, refused }, spoiler, text }) => {
    const other = spoiler === 'a' ? 'b' : 'a';

    async function spoiled(): Promise<Ended> {
      const ended = await end();
      const forged = records.map((key) => [key, text] as const);
      await forgeDocuments(ended.consortium, spoiler, ...forged);
      return ended;
    }

    it('does not settle, whoever takes part', async () => {
      const { consortium, reservations } = await spoiled();
      await refusal(refused, settle(consortium, NET, reservations, { by: spoiler }));
      await refusal(refused, settleWithout(consortium, other, spoiler, [NET, reservations]));
      await refusal(refused, settleWithout(consortium, other, 'kofia', [NET, reservations]));
      const open = await instructionsAt(consortium, other, { open: true });
      expect(open.map(({ instruction }) => instruction)).not.toContain(canonicalJson(NET));
    });

    it('has nothing reserved for it', async () => {
      const { consortium, reservations } = await spoiled();
      const own = reservations[spoiler === 'a' ? 1 : 0];
      const anew = { ...own, salt: saltOf('anew') };
      for (const [shownTo, peers] of [
        ['BOTH', ['a', 'b', 'kofia']],
        ['OWNER', [spoiler, 'kofia']],
      ] as const) {
        const request = reserveRequest([{ instruction: NET, reservation: anew }], shownTo);
        const sent = submitSettlement(consortium, names.reserve, request, { by: spoiler }, peers);
        await refusal(refused, sent);
      }
      expect((await instructionsAt(consortium, 'kofia', NAMED))[0]?.reserved).toEqual([false, false]);
    });

    it('is no fail at the cost of the other firm', async () => {
      const { consortium, reservations } = await spoiled();
      await closeSettlement(consortium);
      const held = await instructionsAt(consortium, 'kofia', NAMED);
      const texts = held[0]?.reservations ?? reservations.map(() => null);
      await refusal(refused, fail(consortium, NET, texts, spoiler));
      expect((await instructionsAt(consortium, other))[0]?.fails).toEqual([]);
    });

    it('is not divided anew, and nothing is consented to any more', async () => {
      const { consortium } = await spoiled();
      const before = await instructionsAt(consortium, other);
      await refusal(refused, divide(consortium, spoiler, 70n));
      // A consent that stands otherwise somewhere is not recorded over.
      const consenting = how === 'cancelled' && text !== null ? 'ID_TAKEN' : refused;
      for (const member of ['a', 'b']) {
        await refusal(consenting, consentToCancelling(consortium, NET, member));
      }
      expect(await instructionsAt(consortium, other)).toEqual(before);
    });
  },
);
