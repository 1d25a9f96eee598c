import {
  canonicalJson,
  documentName,
  keys,
  lotText,
  settlementOf,
  transactions,
  type Lot,
  type Movement,
  type Outstanding,
} from '@jangbu/model';
import { statementOf } from '@jangbu/model/dist/testing/statements';
import { TODAY, type SimulatedConsortium } from '../../../testing/consortium';
import { forgeDocuments, forgeTogether } from '../../../testing/forgery';
import { lotsAt, moving, splitOf, takingPart, transferOf } from '../../../testing/holding';
import { refusal } from '../../../testing/refusals';
import {
  claim,
  consentToCancelling,
  instructionsAt,
  lotOf,
  matchedConsortium,
  NET,
  recordInstructions,
  releaseRequest,
  requesting,
  reservationOf,
  reserve,
  reserveBoth,
  settleRequest,
  settleWithout,
  SHARES,
  submitSettlement,
} from '../../../testing/settling';
import { matching, pageOf, recording, standingMatchRequest } from '../../../testing/trading';
import {
  agreedIn,
  documentsAt,
  nameSupervisor,
  sendTakeOver,
  takeOver,
  unsettled,
} from '../../../testing/supervision';

/** Lots, an instruction and its reservations stand; then c is named supervisor, and kofia's peer is asked no more. */
async function handedOver(): Promise<{
  readonly consortium: SimulatedConsortium;
  readonly reserved: Awaited<ReturnType<typeof reserveBoth>>;
}> {
  const consortium = await matchedConsortium();
  await recordInstructions(consortium, NET);
  const reserved = await reserveBoth(consortium);
  await nameSupervisor(consortium, 'c');
  return { consortium, reserved };
}

/** As it was before the handover, and one firm's peer was away when it settled. */
async function settledWithout(absent: 'a' | 'b'): Promise<Awaited<ReturnType<typeof handedOver>>> {
  const consortium = await matchedConsortium();
  await recordInstructions(consortium, NET);
  const reserved = await reserveBoth(consortium);
  await settleWithout(consortium, absent, absent === 'a' ? 'b' : 'a', [NET, reserved]);
  return { consortium, reserved };
}

/** Moves lots with the peers of whoever takes part; c supervises. */
function moveUnderC(consortium: SimulatedConsortium, movement: Movement): Promise<unknown> {
  const parties = new Set(takingPart(movement).map((id) => (id === 'kofia' ? 'c' : id)));
  return consortium.channel.submit(moving(consortium, movement), consortium.mspIds(...parties));
}

describe('after another supervisor has been named', () => {
  it('what the former one holds is due, and says so', async () => {
    const { consortium, reserved } = await handedOver();
    const facts = await refusal(
      'HANDOVER_DUE',
      submitSettlement(consortium, transactions.settlement.settle, settleRequest([NET, reserved]), {}, [
        'a',
        'b',
        'c',
      ]),
    );
    expect(facts).toMatchObject({ former: 'kofia' });
    expect(unsettled(consortium).due).toBeGreaterThan(8);
    const page = pageOf('a', 'b', 'bought-01', [statementOf(1, { settlementDate: TODAY })]);
    await refusal(
      'HANDOVER_DUE',
      consortium.channel.submit(recording(consortium, page), consortium.mspIds('a', 'b', 'c')),
    );
  });

  it('what stands is told as it was: what waits to be taken over is not absent', async () => {
    const { consortium } = await handedOver();
    for (const id of ['a', 'b']) {
      expect(await instructionsAt(consortium, id)).toMatchObject([
        { status: 'RESERVED', reserved: [true, true] },
      ]);
    }
    await takeOver(consortium, 'c', 'a', 'b');
    expect(await instructionsAt(consortium, 'a')).toMatchObject([{ status: 'RESERVED' }]);
  });

  it('instructions settle, lots move and matches go on, once the owners have been asked', async () => {
    const { consortium, reserved } = await handedOver();
    const due = unsettled(consortium).due;
    expect(await takeOver(consortium, 'c', 'a', 'b')).toEqual({ taken: due, upheld: 0, declined: [] });
    expect(unsettled(consortium)).toEqual({ due: 0, disputed: 0 });
    expect(await documentsAt(consortium, 'a', 'c')).toEqual([]);
    await submitSettlement(consortium, transactions.settlement.settle, settleRequest([NET, reserved]), {}, [
      'a',
      'b',
      'c',
    ]);
    const shares = await lotOf(consortium, 'a', SHARES);
    const given = transferOf('transfer-9', 'a', 'b', [shares], {
      lotId: 'share-901',
      amount: '150',
      instrument: SHARES,
    });
    expect(await moveUnderC(consortium, given)).toEqual({ status: 'RECORDED' });
    const pages = [
      pageOf('a', 'b', 'bought-09', [statementOf(9, { settlementDate: TODAY })]),
      pageOf('b', 'a', 'sold-0009', [statementOf(9, { settlementDate: TODAY, side: 'SELL' })]),
    ];
    for (const page of pages) {
      await consortium.channel.submit(recording(consortium, page), consortium.mspIds('a', 'b', 'c'));
    }
    const request = await standingMatchRequest(consortium, ...pages);
    const answer = await consortium.channel.submit(
      matching(consortium, request),
      consortium.mspIds('a', 'b', 'c'),
    );
    expect(answer).toMatchObject({ status: 'RECORDED' });
    expect(unsettled(consortium)).toEqual({ due: 0, disputed: 0 });
  });

  it('all of it can be had from the former supervisor alone, where it is there', async () => {
    const { consortium } = await handedOver();
    const due = unsettled(consortium).due;
    expect(await takeOver(consortium, 'c', 'kofia')).toMatchObject({ taken: due, declined: [] });
    expect(unsettled(consortium).due).toBe(0);
  });

  it('what has no end with one holder has none here: a cancelled instruction does not settle before its consents come', async () => {
    const consortium = await matchedConsortium();
    await recordInstructions(consortium, NET);
    const reserved = await reserveBoth(consortium);
    for (const member of ['a', 'b']) await consentToCancelling(consortium, NET, member);
    await nameSupervisor(consortium, 'c');
    const settling = (): Promise<unknown> =>
      submitSettlement(consortium, transactions.settlement.settle, settleRequest([NET, reserved]), {}, [
        'a',
        'b',
        'c',
      ]);
    // Everything but the consents.
    const agreed = agreedIn(consortium);
    for (const member of ['a', 'b']) {
      const offered = await documentsAt(consortium, member, 'c');
      const documents = offered
        .filter(({ key: [kind] }) => kind !== 'instruction-cancellation')
        .map(({ key, text }) => ({
          key: [...key],
          text,
          holders: [member],
          replaces: agreed.ownOf(documentName(key)) ?? null,
        }));
      await sendTakeOver(consortium, 'c', documents);
    }
    expect(await refusal('HANDOVER_DUE', settling())).toMatchObject({ document: 'instruction-cancellation' });
    await takeOver(consortium, 'c', 'a', 'b');
    await refusal('INSTRUCTION_CANCELLED', settling());
  });

  it('a firm takes its lot back when its own documents and nobody else’s have come', async () => {
    const consortium = await matchedConsortium();
    await recordInstructions(consortium, NET);
    const won = reservationOf(NET, 1, await lotOf(consortium, 'a', 'KRW'));
    await reserve(consortium, NET, won);
    await nameSupervisor(consortium, 'c');
    await takeOver(consortium, 'c', 'a');
    const release = requesting(consortium, transactions.settlement.release, releaseRequest(won), { by: 'a' });
    expect(await consortium.channel.submit(release, consortium.mspIds('a', 'c'))).toEqual({
      status: 'RECORDED',
    });
  });

  it('what settled without a firm and it has claimed is had from it, and is its own to move', async () => {
    const { consortium, reserved } = await settledWithout('a');
    const settled = canonicalJson(settlementOf(NET, TODAY));
    await claim(consortium, 'a', [[NET, settled, [null, canonicalJson(reserved[1])]]]);
    await nameSupervisor(consortium, 'c');
    await takeOver(consortium, 'c', 'a', 'b');
    const shares = await lotOf(consortium, 'a', SHARES);
    expect(
      await moveUnderC(consortium, splitOf('split-9-1', 'a', [shares], { ...shares, lotId: 'share-901' })),
    ).toEqual({
      status: 'RECORDED',
    });
    const spent = splitOf('split-9-2', 'a', [reserved[1].lot], { ...reserved[1].lot, lotId: 'won-00901' });
    await refusal('LOT_SPENT', moveUnderC(consortium, spent));
  });

  it("a suspended member's documents are had as everybody's", async () => {
    const { consortium } = await handedOver();
    await consortium.carry({ kind: 'SUSPEND_MEMBER', member: 'a' });
    await takeOver(consortium, 'c', 'a', 'b');
    expect(unsettled(consortium).due).toBe(0);
  });
});

describe('nobody slips a forgery in', () => {
  const minted: Lot = {
    type: 'lot',
    version: 1,
    creator: 'a',
    lotId: 'minted-01',
    owner: 'a',
    instrument: 'KRW',
    accountKind: 'HOUSE',
    amount: '1000000',
    origin: { kind: 'SPLIT', by: 'a', id: 'minted-01' },
    status: 'FREE',
    salt: 'ab'.repeat(16),
  };
  const forged = [keys.lot(minted), lotText(minted, 'FREE')] as const;
  const cut = splitOf('split-901', 'a', [minted], { lotId: 'won-00901', amount: '1000000' });

  it('a firm that forged its own collection before the vote, or after it', async () => {
    for (const when of ['BEFORE', 'AFTER']) {
      const consortium = await matchedConsortium();
      if (when === 'BEFORE') await forgeDocuments(consortium, 'a', forged);
      await nameSupervisor(consortium, 'c');
      if (when === 'AFTER') await forgeDocuments(consortium, 'a', forged);
      const { declined } = await takeOver(consortium, 'c', 'a', 'b');
      expect(declined).toEqual([{ key: 'lot/a/minted-01', reason: 'NEVER_AGREED' }]);
      expect((await refusal('DOCUMENT_NOT_HELD', moveUnderC(consortium, cut))).members).toEqual(['c']);
    }
  });

  it('a firm and the former supervisor that both write the same after the vote, each by itself or together', async () => {
    const { consortium } = await handedOver();
    await forgeDocuments(consortium, 'a', forged);
    await forgeDocuments(consortium, 'kofia', forged);
    await forgeTogether(consortium, ['a', 'kofia'], forged);
    for (const source of ['a', 'kofia']) {
      const { declined } = await takeOver(consortium, 'c', source);
      expect(declined).toContainEqual({ key: 'lot/a/minted-01', reason: 'NEVER_AGREED' });
    }
    await refusal('DOCUMENT_NOT_HELD', moveUnderC(consortium, cut));
  });

  it('an older version of a document: a lot that has been spent', async () => {
    const consortium = await matchedConsortium();
    const won = await lotOf(consortium, 'a', 'KRW');
    const first = splitOf('split-801', 'a', [won], { lotId: 'won-00801', amount: '10650000' });
    await consortium.channel.submit(moving(consortium, first), consortium.mspIds('a', 'kofia'));
    await nameSupervisor(consortium, 'c');
    const stale = [keys.lot(won), lotText(won, 'FREE')] as const;
    await forgeDocuments(consortium, 'a', stale);
    await forgeDocuments(consortium, 'kofia', stale);
    const { declined } = await takeOver(consortium, 'c', 'a', 'kofia');
    expect(declined).toContainEqual({ key: `lot/kofia/won-a-001`, reason: 'NOT_WHAT_WAS_AGREED' });
    const again = splitOf('split-802', 'a', [won], { lotId: 'won-00802', amount: '10650000' });
    await refusal('LOT_SPENT', moveUnderC(consortium, again));
    // Its successor, which it left alone, it may go on with.
    const [next] = await lotsAt(consortium, 'a', { names: [{ creator: 'a', lotId: 'won-00801' }] });
    const on = splitOf('split-803', 'a', [next as Lot], { lotId: 'won-00803', amount: '10650000' });
    expect(await moveUnderC(consortium, on)).toEqual({ status: 'RECORDED' });
  });

  it('the supervisor and another firm, in its term, over the owner: what the owner agreed to comes back', async () => {
    const consortium = await matchedConsortium();
    const won = await lotOf(consortium, 'a', 'KRW');
    const spent = [keys.lot(won), lotText(won, 'SPENT')] as const;
    await forgeDocuments(consortium, 'b', spent);
    await forgeTogether(consortium, ['b', 'kofia'], spent);
    await nameSupervisor(consortium, 'c');
    await takeOver(consortium, 'c', 'b', 'a');
    const moved = splitOf('split-801', 'a', [won], { lotId: 'won-00801', amount: '10650000' });
    expect(await moveUnderC(consortium, moved)).toEqual({ status: 'RECORDED' });
  });

  it('a former supervisor cannot stop what goes on: what it writes by itself since is set aside', async () => {
    const { consortium, reserved } = await handedOver();
    await takeOver(consortium, 'c', 'a', 'b');
    await forgeDocuments(
      consortium,
      'kofia',
      [keys.settlement(NET), 'garbage'],
      [keys.lot(reserved[0].lot), 'garbage'],
      [keys.matchIndex(['a', 'b'], '2026-03-12'), 'garbage'],
    );
    const settling = (): Promise<unknown> =>
      submitSettlement(consortium, transactions.settlement.settle, settleRequest([NET, reserved]), {}, [
        'a',
        'b',
        'c',
      ]);
    await refusal('HANDOVER_DUE', settling());
    expect(await takeOver(consortium, 'c')).toEqual({ taken: 0, upheld: 3, declined: [] });
    expect(await settling()).toEqual({ status: 'RECORDED' });
    expect(unsettled(consortium)).toEqual({ due: 0, disputed: 0 });
  });
});

describe('supervision that is handed back', () => {
  /** Under c, who supervised in between, a has spent its won; kofia, named again, still holds the lot as free. */
  async function handedBack(): Promise<{ readonly consortium: SimulatedConsortium; readonly won: Lot }> {
    const consortium = await matchedConsortium();
    const won = await lotOf(consortium, 'a', 'KRW');
    await nameSupervisor(consortium, 'c');
    await takeOver(consortium, 'c', 'a', 'b');
    const cut = splitOf('split-701', 'a', [won], { lotId: 'won-00701', amount: '10650000' });
    await moveUnderC(consortium, cut);
    await nameSupervisor(consortium, 'kofia');
    return { consortium, won };
  }

  function moveUnderKofia(consortium: SimulatedConsortium, movement: Movement): Promise<unknown> {
    return consortium.channel.submit(
      moving(consortium, movement),
      consortium.mspIds(...new Set(takingPart(movement))),
    );
  }

  it('trusts no copy of the first term, whatever its owner has made of its own', async () => {
    const { consortium, won } = await handedBack();
    await forgeDocuments(consortium, 'a', [keys.lot(won), lotText(won, 'FREE')]);
    const again = splitOf('split-702', 'a', [won], { lotId: 'won-00702', amount: '10650000' });
    expect(await refusal('HANDOVER_DUE', moveUnderKofia(consortium, again))).toMatchObject({ former: 'c' });
    // That it is spent is a record of its own, which its owner cannot be rid of.
    await takeOver(consortium, 'kofia', 'a', 'b');
    expect(unsettled(consortium)).toEqual({ due: 0, disputed: 0 });
    await refusal('LOT_SPENT', moveUnderKofia(consortium, again));
  });

  it('goes on from what was agreed in between, and marks what it changes', async () => {
    const { consortium } = await handedBack();
    await takeOver(consortium, 'kofia', 'a', 'b');
    expect(unsettled(consortium)).toEqual({ due: 0, disputed: 0 });
    const [next] = await lotsAt(consortium, 'a', { status: 'FREE', instrument: 'KRW' });
    const on = splitOf('split-703', 'a', [next as Lot], { lotId: 'won-00703', amount: '10650000' });
    expect(await moveUnderKofia(consortium, on)).toEqual({ status: 'RECORDED' });
    expect(unsettled(consortium)).toEqual({ due: 0, disputed: 0 });
    expect(await moveUnderKofia(consortium, on)).toEqual({ status: 'ALREADY_RECORDED' });
  });

  it('counts no lot twice that was spent in between', async () => {
    const { consortium } = await handedBack();
    const operator = consortium.client('kofia', 'operator');
    await takeOver(consortium, 'kofia', 'a', 'b');
    const sums = (await consortium.query(operator, transactions.holdings.outstanding)) as Outstanding[];
    expect(sums.length).toBeGreaterThan(1);
    for (const { deposited, withdrawn, outstanding } of sums) {
      expect(BigInt(outstanding)).toBe(BigInt(deposited) - BigInt(withdrawn));
    }
  });

  it('goes on to a third, who takes over from whoever supervised last', async () => {
    const { consortium, won } = await handedBack();
    await takeOver(consortium, 'kofia', 'a', 'b');
    await consortium.carry({ kind: 'WITHDRAW_ROLE', member: 'kofia', role: 'custodian' });
    await nameSupervisor(consortium, 'b');
    await takeOver(consortium, 'b', 'a', 'c', 'kofia');
    expect(unsettled(consortium)).toEqual({ due: 0, disputed: 0 });
    const again = splitOf('split-704', 'a', [won], { lotId: 'won-00704', amount: '10650000' });
    const request = moving(consortium, again);
    await refusal('LOT_SPENT', consortium.channel.submit(request, consortium.mspIds('a', 'b')));
  });
});
