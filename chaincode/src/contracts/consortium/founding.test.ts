import { canonicalJson, hashOf, transactions, type MembersDocument } from '@jangbu/model';
import { leiOf } from '@jangbu/model/dist/testing/statements';
import { SimulatedConsortium, foundingListOf } from '../../../testing/consortium';
import { refusal } from '../../../testing/refusals';

const { found, members, ping } = transactions.consortium;

describe('the founding', () => {
  it('makes the members of the approved list members of the ledger', async () => {
    const consortium = new SimulatedConsortium(3);
    expect(await consortium.found('a')).toEqual({ status: 'RECORDED' });
    const document = (await consortium.query(consortium.client('b', 'auditor'), members)) as MembersDocument;
    expect(document.foundingHash).toBe(hashOf(consortium.list));
    expect(document.members.map(({ id, status, roles }) => [id, status, roles])).toEqual([
      ['kofia', 'ACTIVE', []],
      ['a', 'ACTIVE', []],
      ['b', 'ACTIVE', []],
    ]);
  });

  it('is harmless when it is sent twice', async () => {
    const consortium = new SimulatedConsortium(3);
    await consortium.found();
    await consortium.carry({ kind: 'GRANT_ROLE', member: 'a', role: 'supervisor' });
    expect(await consortium.found('b')).toEqual({ status: 'ALREADY_RECORDED' });
    const document = (await consortium.query(consortium.client('b', 'auditor'), members)) as MembersDocument;
    expect(document.members[1]?.roles).toEqual(['supervisor']);
  });

  it('is refused with another list than the one in the approved package', async () => {
    const consortium = new SimulatedConsortium(3, { approved: foundingListOf(4) });
    expect(await refusal('FOUNDING_LIST_MISMATCH', consortium.found())).toEqual({
      approved: hashOf(foundingListOf(4)),
      given: hashOf(consortium.list),
    });
  });

  it('is refused when the ledger was founded with another list', async () => {
    const consortium = new SimulatedConsortium(3);
    await consortium.found();
    const other = new SimulatedConsortium(3, { approved: foundingListOf(2) });
    for (const mspId of consortium.mspIds('kofia', 'a')) {
      consortium.channel.peer(mspId).chaincode = other.channel.peer(mspId).chaincode;
    }
    const attempt = consortium.submit(consortium.client('a', 'admin'), found, foundingListOf(2));
    expect(await refusal('FOUNDING_LIST_MISMATCH', attempt)).toEqual({
      approved: hashOf(consortium.list),
      given: hashOf(foundingListOf(2)),
    });
  });

  it('is not done by a trader, nor by an organisation that is not in the list', async () => {
    const consortium = new SimulatedConsortium(3);
    const byTrader = consortium.submit(consortium.client('a', 'trader'), found, consortium.list);
    expect(await refusal('ROLE_REQUIRED', byTrader)).toEqual({ required: ['admin'], given: 'trader' });
    const byStranger = consortium.submit(consortium.client('z', 'admin'), found, consortium.list);
    expect(await refusal('NOT_A_MEMBER', byStranger)).toEqual({ mspId: 'zMSP' });
  });

  it.each([
    ['a member twice', { id: 'a' }, '/members/2/id'],
    ['an organisation twice', { mspId: 'aMSP' }, '/members/2/mspId'],
    ['a legal entity twice', { lei: leiOf(1) }, '/members/2/lei'],
  ])('is refused with a list that names %s', async (_, twice, path) => {
    const { members: list, ...rest } = foundingListOf(3);
    const bad = { ...rest, members: list.map((member, i) => (i === 2 ? { ...member, ...twice } : member)) };
    const consortium = new SimulatedConsortium(3, { approved: bad });
    const attempt = consortium.submit(consortium.client('kofia', 'admin'), found, bad);
    expect((await refusal('INVALID_DOCUMENT', attempt)).problems).toEqual([{ path, message: 'named twice' }]);
  });

  it('is refused on another channel than the list was made for', async () => {
    const consortium = new SimulatedConsortium(3, { channel: 'elsewhere' });
    const { problems } = await refusal('INVALID_DOCUMENT', consortium.found());
    expect(problems).toEqual([{ path: '/channel', message: 'another channel' }]);
  });

  it('takes its list in canonical form only, and no unknown field', async () => {
    const consortium = new SimulatedConsortium(3);
    const by = consortium.client('kofia', 'admin');
    const spaced = JSON.stringify(consortium.list, undefined, 1);
    const attempt = consortium.channel.submit({ by, name: found, argument: spaced }, consortium.majority);
    expect(await refusal('NOT_CANONICAL', attempt)).toEqual({ document: 'founding-list' });
    const { problems } = await refusal(
      'INVALID_DOCUMENT',
      consortium.submit(by, found, { ...consortium.list, contact: 'someone' }),
    );
    expect(problems).toEqual([{ path: '/contact', message: 'Unexpected property' }]);
  });

  it('needs more than half of the organisations to endorse it', async () => {
    const consortium = new SimulatedConsortium(4);
    const request = {
      by: consortium.client('a', 'admin'),
      name: found,
      argument: canonicalJson(consortium.list),
    };
    const envelope = await consortium.channel.endorse(request, consortium.mspIds('a', 'b'));
    expect(consortium.channel.commit(envelope)).toBe('ENDORSEMENT_POLICY_FAILURE');
  });
});

describe('before the founding', () => {
  it('the chaincode answers who it is, to anyone', async () => {
    const consortium = new SimulatedConsortium(3);
    const answer = await consortium.query(consortium.client('kofia', 'none'), ping);
    expect(answer).toEqual({ chaincode: 'jangbu', version: '0.1.0' });
  });

  it.each([
    members,
    transactions.consortium.parameters,
    transactions.consortium.instruments,
    transactions.consortium.proposals,
    transactions.days.current,
  ])('%s is refused', async (name) => {
    const consortium = new SimulatedConsortium(3);
    await refusal('NOT_FOUNDED', consortium.query(consortium.client('a', 'auditor'), name));
  });
});
