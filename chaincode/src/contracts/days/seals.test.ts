import { sign } from 'node:crypto';
import {
  canonicalJson,
  sha256Hex,
  transactions,
  type Attestation,
  type BusinessDay,
  type DayClaim,
  type Phase,
  type SealState,
} from '@jangbu/model';
import { certificates, operatorKey } from '../../../testing/certificates';
import { openConsortium, TODAY, type SimulatedConsortium } from '../../../testing/consortium';
import { refusal } from '../../../testing/refusals';

const { attest, current, seal } = transactions.days;

const CLAIM: DayClaim = {
  type: 'day-claim',
  version: 1,
  channel: 'interfirm',
  date: TODAY,
  block: { number: 42, hash: sha256Hex('header'), commitHash: sha256Hex('commit') },
  transactions: { count: 7, root: sha256Hex('root') },
};

function attestation(member: string, claim: DayClaim = CLAIM): Attestation {
  const signature = sign('sha256', Buffer.from(canonicalJson(claim)), operatorKey).toString('base64');
  return {
    type: 'day-attestation',
    version: 1,
    member,
    claim,
    certificate: certificates.operator,
    signature,
  };
}

function send(
  consortium: SimulatedConsortium,
  document: Attestation,
  by = consortium.client(document.member, 'operator'),
): Promise<unknown> {
  return consortium.submit(by, attest, document);
}

async function state(consortium: SimulatedConsortium): Promise<SealState> {
  return (await consortium.query(consortium.client('a', 'auditor'), seal, { date: TODAY })) as SealState;
}

async function close(consortium: SimulatedConsortium): Promise<void> {
  for (const phase of ['MATCHING_CLOSED', 'SETTLEMENT_CLOSED', 'CLOSED'] satisfies Phase[]) {
    const day = await consortium.query(consortium.client('kofia', 'operator'), current);
    await consortium.moveDay(day as BusinessDay, TODAY, phase);
  }
}

/** Four members, on a day that is over: three of them are more than half. */
async function closedDay(): Promise<SimulatedConsortium> {
  const consortium = await openConsortium(4);
  await close(consortium);
  return consortium;
}

describe('the seal of a business day', () => {
  it('comes about when more than half of the members say the same', async () => {
    const consortium = await closedDay();
    expect(await send(consortium, attestation('a'))).toEqual({ status: 'RECORDED', day: 'OPEN' });
    expect(await send(consortium, attestation('kofia'))).toEqual({ status: 'RECORDED', day: 'OPEN' });
    expect((await state(consortium)).seal).toBeNull();
    expect(await send(consortium, attestation('b'))).toEqual({ status: 'RECORDED', day: 'SEALED' });
    const { seal: sealed, attestations } = await state(consortium);
    expect(sealed).toEqual({ type: 'day-seal', version: 1, claim: CLAIM, members: ['a', 'b', 'kofia'] });
    expect(attestations.map(({ member }) => member).sort()).toEqual(['a', 'b', 'kofia']);
  });

  it('is not made by a majority of those who say different things', async () => {
    const consortium = await closedDay();
    const other = { ...CLAIM, transactions: { count: 7, root: sha256Hex('another root') } };
    await send(consortium, attestation('a'));
    await send(consortium, attestation('b'));
    expect(await send(consortium, attestation('c', other))).toEqual({ status: 'RECORDED', day: 'OPEN' });
    expect(await send(consortium, attestation('kofia'))).toEqual({ status: 'RECORDED', day: 'SEALED' });
    expect((await state(consortium)).seal?.members).toEqual(['a', 'b', 'kofia']);
  });

  it('gives the alarm to a member whose peer says otherwise', async () => {
    const consortium = await closedDay();
    for (const member of ['a', 'b', 'kofia']) await send(consortium, attestation(member));
    const other = { ...CLAIM, block: { ...CLAIM.block, commitHash: sha256Hex('fork') } };
    expect(await send(consortium, attestation('c', other))).toEqual({ status: 'RECORDED', day: 'DIFFERS' });
    expect((await state(consortium)).seal?.members).toEqual(['a', 'b', 'kofia']);
  });

  it('takes an attestation that comes later, beside the seal', async () => {
    const consortium = await closedDay();
    for (const member of ['a', 'b', 'kofia']) await send(consortium, attestation(member));
    expect(await send(consortium, attestation('c'))).toEqual({ status: 'RECORDED', day: 'SEALED' });
    expect((await state(consortium)).attestations).toHaveLength(4);
  });

  it('answers the same attestation again as before, though its signature is another', async () => {
    const consortium = await closedDay();
    await send(consortium, attestation('a'));
    expect(await send(consortium, attestation('a'))).toEqual({ status: 'ALREADY_RECORDED', day: 'OPEN' });
  });

  it('lets a member say one thing only', async () => {
    const consortium = await closedDay();
    await send(consortium, attestation('a'));
    const other = { ...CLAIM, block: { ...CLAIM.block, number: 43 } };
    expect(await refusal('ID_TAKEN', send(consortium, attestation('a', other)))).toEqual({
      document: 'day-attestation',
      id: `${TODAY}/a`,
    });
  });
});

describe('an attestation', () => {
  it('waits for the close', async () => {
    const consortium = await openConsortium(4);
    const facts = { date: TODAY, current: TODAY, phase: 'OPEN' };
    expect(await refusal('DAY_NOT_CLOSED', send(consortium, attestation('a')))).toEqual(facts);
  });

  it('is refused for a day to come', async () => {
    const consortium = await closedDay();
    const later = attestation('a', { ...CLAIM, date: '2026-03-12' });
    await refusal('DAY_NOT_CLOSED', send(consortium, later));
  });

  it('is refused when it was made for another channel', async () => {
    const consortium = await closedDay();
    const elsewhere = attestation('a', { ...CLAIM, channel: 'other' });
    expect(await refusal('ANOTHER_CHANNEL', send(consortium, elsewhere))).toEqual({
      claimed: 'other',
      channel: 'interfirm',
    });
  });

  it('is made in one’s own name, by an operator', async () => {
    const consortium = await closedDay();
    const another = consortium.client('b', 'operator');
    await refusal('NOT_THE_SUBMITTER', send(consortium, attestation('a'), another));
    const trader = consortium.client('a', 'trader');
    await refusal('ROLE_REQUIRED', send(consortium, attestation('a'), trader));
  });

  it('is signed by the identity that sends it, over what it says', async () => {
    const consortium = await closedDay();
    const good = attestation('a');
    const anothers = { ...good, certificate: certificates.trader };
    expect(await refusal('SIGNATURE_WRONG', send(consortium, anothers))).toMatchObject({
      field: 'certificate',
    });
    const changed = { ...good, claim: { ...CLAIM, transactions: { ...CLAIM.transactions, count: 8 } } };
    expect(await refusal('SIGNATURE_WRONG', send(consortium, changed))).toMatchObject({ field: 'signature' });
  });

  it('that does not fit its schema is refused', async () => {
    const consortium = await closedDay();
    const wrong = { ...attestation('a'), note: 'x' };
    await refusal('INVALID_DOCUMENT', send(consortium, wrong));
  });
});
