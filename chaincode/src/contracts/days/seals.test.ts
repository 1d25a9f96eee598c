import { sign } from 'node:crypto';
import {
  canonicalJson,
  sha256Hex,
  transactions,
  type Attestation,
  type BusinessDay,
  type DayClaim,
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

const WRONG: DayClaim = { ...CLAIM, block: { ...CLAIM.block, number: 43 } };

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

async function today(consortium: SimulatedConsortium): Promise<BusinessDay> {
  return (await consortium.query(consortium.client('kofia', 'operator'), current)) as BusinessDay;
}

async function close(consortium: SimulatedConsortium): Promise<void> {
  await consortium.toPhase('CLOSED');
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

  it('lets a member that was wrong correct itself, until the day is sealed', async () => {
    const consortium = await closedDay();
    await send(consortium, attestation('a', WRONG));
    await send(consortium, attestation('b', WRONG));
    await send(consortium, attestation('kofia'));
    expect(await send(consortium, attestation('c'))).toEqual({ status: 'RECORDED', day: 'OPEN' });
    expect(await send(consortium, attestation('a'))).toEqual({ status: 'RECORDED', day: 'SEALED' });
    expect((await state(consortium)).seal?.members).toEqual(['a', 'c', 'kofia']);
    expect((await state(consortium)).attestations).toHaveLength(4);
  });

  it('is not taken back by a member that said the same; one that differs may correct itself after it', async () => {
    const consortium = await closedDay();
    await send(consortium, attestation('c', WRONG));
    for (const member of ['a', 'b', 'kofia']) await send(consortium, attestation(member));
    expect(await refusal('ATTESTATION_SEALED', send(consortium, attestation('a', WRONG)))).toEqual({
      date: TODAY,
      member: 'a',
    });
    expect(await send(consortium, attestation('c'))).toEqual({ status: 'RECORDED', day: 'SEALED' });
    await refusal('ATTESTATION_SEALED', send(consortium, attestation('c', WRONG)));
    expect((await state(consortium)).seal?.members).toEqual(['a', 'b', 'kofia']);
  });

  it('comes about though eleven of 22 were wrong at first', async () => {
    const consortium = await openConsortium(22);
    await close(consortium);
    const [wrong, right] = [consortium.ids.slice(0, 11), consortium.ids.slice(11)];
    for (const member of wrong) await send(consortium, attestation(member, WRONG));
    for (const member of right) {
      expect(await send(consortium, attestation(member))).toEqual({ status: 'RECORDED', day: 'OPEN' });
    }
    expect(await send(consortium, attestation('kofia'))).toEqual({ status: 'RECORDED', day: 'SEALED' });
  });
});

describe('a suspended member', () => {
  /** Four members, of which one is suspended, on a day that is over. */
  async function withoutC(): Promise<SimulatedConsortium> {
    const consortium = await openConsortium(4);
    await consortium.carry({ kind: 'SUSPEND_MEMBER', member: 'c' });
    await close(consortium);
    return consortium;
  }

  it('is counted for the seal: two of three that are active are not more than half of four', async () => {
    const consortium = await withoutC();
    await send(consortium, attestation('a'));
    expect(await send(consortium, attestation('b'))).toEqual({ status: 'RECORDED', day: 'OPEN' });
    expect(await send(consortium, attestation('kofia'))).toEqual({ status: 'RECORDED', day: 'SEALED' });
  });

  it('attests still, and its word counts', async () => {
    const consortium = await withoutC();
    await send(consortium, attestation('a'));
    await send(consortium, attestation('b'));
    expect(await send(consortium, attestation('c'))).toEqual({ status: 'RECORDED', day: 'SEALED' });
    const by = consortium.client('c', 'operator');
    expect(await consortium.query(by, seal, { date: TODAY })).toMatchObject({
      seal: { members: ['a', 'b', 'c'] },
    });
    await refusal('NOT_THE_SUBMITTER', send(consortium, attestation('a'), by));
    await refusal('ROLE_REQUIRED', send(consortium, attestation('c'), consortium.client('c', 'trader')));
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

  it('is of a business day that this ledger has had, and of no other date', async () => {
    const consortium = await closedDay();
    await consortium.moveDay(await today(consortium), '2026-03-12', 'OPEN');
    expect(await send(consortium, attestation('a'))).toEqual({ status: 'RECORDED', day: 'OPEN' });
    for (const date of ['2026-03-08', '2026-03-10', '2020-02-29']) {
      const claimed = attestation('a', { ...CLAIM, date });
      expect(await refusal('NO_SUCH_BUSINESS_DAY', send(consortium, claimed))).toEqual({ date });
    }
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
