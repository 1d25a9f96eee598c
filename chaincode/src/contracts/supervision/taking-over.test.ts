import { documentName, keys, transactions, type TakenDocument } from '@jangbu/model';
import { openConsortium, TODAY, type SimulatedConsortium } from '../../../testing/consortium';
import { refusal } from '../../../testing/refusals';
import { pageOf, record } from '../../../testing/trading';
import { statementOf } from '@jangbu/model/dist/testing/statements';
import { documentsAt, nameSupervisor, sendTakeOver, takeOver } from '../../../testing/supervision';

const page = pageOf('a', 'b', 'page-0001', [statementOf(1)]);
const key = keys.page('a', 'b', TODAY, 'page-0001');

async function named(): Promise<SimulatedConsortium> {
  const consortium = await openConsortium();
  await record(consortium, page);
  await nameSupervisor(consortium, 'c');
  return consortium;
}

function taken(changed: Partial<TakenDocument> = {}): TakenDocument {
  return { key: [...key], text: page.texts.header, holders: ['a', 'b', 'kofia'], replaces: null, ...changed };
}

describe('taking a document over', () => {
  it('writes it to the supervisor alone, and once', async () => {
    const consortium = await named();
    const before = consortium.channel.height;
    expect(await sendTakeOver(consortium, 'c', [taken()])).toEqual({ status: 'RECORDED' });
    expect(consortium.channel.blocksSince(before)).not.toContain('page-0001');
    const seen = consortium.channel.seen().at(-1);
    expect(seen?.writes.map(({ mspId, document }) => [mspId, document])).toEqual([
      ['cMSP', documentName(key)],
    ]);
    expect(await sendTakeOver(consortium, 'c', [taken()])).toEqual({ status: 'ALREADY_RECORDED' });
    expect(await sendTakeOver(consortium, 'c', [])).toEqual({ status: 'ALREADY_RECORDED' });
  });

  it("is for the supervisor's operator in force", async () => {
    const consortium = await named();
    await refusal('NOT_THE_SUPERVISOR', sendTakeOver(consortium, 'kofia', [taken()]));
    await refusal('NOT_THE_SUPERVISOR', sendTakeOver(consortium, 'a', [taken()]));
    await refusal('ROLE_REQUIRED', sendTakeOver(consortium, 'c', [taken()], { certificate: 'trader' }));
  });

  it('wants it to stand, at this moment, with each that is named', async () => {
    const consortium = await named();
    const other = { ...taken(), text: `${page.texts.header} ` };
    const facts = await refusal('DOCUMENT_NOT_HELD', sendTakeOver(consortium, 'c', [other]));
    expect(facts).toEqual({ document: 'page', id: `a/b/${TODAY}/page-0001`, members: ['a', 'b', 'kofia'] });
    await refusal('MEMBER_UNKNOWN', sendTakeOver(consortium, 'c', [taken({ holders: ['zz'] })]));
    await refusal('INVALID_DOCUMENT', sendTakeOver(consortium, 'c', [taken({ holders: ['a', 'c'] })]));
    await refusal('INVALID_DOCUMENT', sendTakeOver(consortium, 'c', [taken({ holders: [] })]));
  });

  it('replaces nothing that the request did not know of', async () => {
    const consortium = await named();
    const replaces = 'ab'.repeat(32);
    await refusal('RECORD_MOVED', sendTakeOver(consortium, 'c', [taken({ replaces })]));
  });

  it('is of records that a supervisor holds, each key once', async () => {
    const consortium = await named();
    for (const [kind, ...rest] of [
      keys.loginConsent('consent-1'),
      keys.upheld(1, 'ab'.repeat(32)),
      keys.members(),
    ]) {
      const given = taken({ key: [kind, ...rest, 'more'] });
      await refusal('INVALID_DOCUMENT', sendTakeOver(consortium, 'c', [given]));
    }
    await refusal('INVALID_DOCUMENT', sendTakeOver(consortium, 'c', [taken(), taken()]));
  });

  it('is void once the document moves on', async () => {
    const consortium = await named();
    await takeOver(consortium, 'c', 'a');
    const request = {
      type: 'take-over-request',
      version: 1,
      documents: [],
      settled: [],
      upheld: ['cd'.repeat(32)],
    };
    const sent = {
      by: consortium.client('c', 'operator'),
      name: transactions.supervision.takeOver,
      transient: { request: JSON.stringify(request) },
    };
    const [first, second] = [
      await consortium.channel.endorse(sent, consortium.mspIds('c')),
      await consortium.channel.endorse(sent, consortium.mspIds('c')),
    ];
    expect([consortium.channel.commit(first), consortium.channel.commit(second)]).toEqual([
      'VALID',
      'MVCC_READ_CONFLICT',
    ]);
  });
});

describe("what a member's peer gives a new supervisor", () => {
  it('is what that member holds with supervisors, and the new one does not hold yet', async () => {
    const consortium = await named();
    const kinds = async (member: string) =>
      (await documentsAt(consortium, member, 'c')).map(({ key: [kind] }) => kind);
    expect(await kinds('a')).toEqual(['due-page', 'page', 'page-body']);
    expect(await kinds('kofia')).toEqual(['due-page', 'page', 'page-body']);
    await sendTakeOver(consortium, 'c', [taken()]);
    expect(await kinds('b')).toEqual(['due-page', 'page-body']);
    const behind = { member: 'a', after: ['page-body', 'a', 'b', TODAY, 'page-0001'] };
    const by = consortium.client('c', 'operator');
    const argument = JSON.stringify(behind);
    const request = { by, name: transactions.supervision.documents, argument };
    expect(await consortium.channel.query(request, 'aMSP')).toEqual({ documents: [], next: null });
  });

  it('is given to nobody else', async () => {
    const consortium = await named();
    await refusal('NOT_THE_SUPERVISOR', documentsAt(consortium, 'a', 'kofia'));
    await refusal('NOT_THE_SUPERVISOR', documentsAt(consortium, 'a', 'b'));
    const by = consortium.client('c', 'operator');
    const request = { by, name: transactions.supervision.documents, argument: '{"member":"zz"}' };
    await refusal('MEMBER_UNKNOWN', consortium.channel.query(request, 'aMSP'));
  });

  it('comes in parts that a message has room for', async () => {
    const consortium = await openConsortium();
    const statements = Array.from({ length: 500 }, (_, i) => statementOf(i + 1));
    for (let i = 0; i < 12; i += 1)
      await record(consortium, pageOf('a', 'b', `page-${1000 + i}`, statements));
    await nameSupervisor(consortium, 'c');
    const by = consortium.client('c', 'operator');
    const request = { by, name: transactions.supervision.documents, argument: '{"member":"a"}' };
    const first = await consortium.channel.query(request, 'aMSP');
    expect(JSON.stringify(first).length).toBeLessThan(2_000_000);
    expect(first).toMatchObject({ next: ['page-body', 'a', 'b', TODAY, expect.any(String) as string] });
    expect(await documentsAt(consortium, 'a', 'c')).toHaveLength(36);
  });
});
