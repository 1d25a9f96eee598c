import {
  auditScopeHash,
  canonicalJson,
  sha256Hex,
  transactions,
  type AuditedRead,
  type AuditInquiry,
  type AuditScope,
} from '@jangbu/model';
import { openConsortium, TODAY, type SimulatedConsortium } from '../../../testing/consortium';
import { certificates, type CertificateName } from '../../../testing/certificates';
import { refusal } from '../../../testing/refusals';
import { recordInstructions, instructionOf, matchedConsortium, OBLIGATION } from '../../../testing/settling';
import { indexText, saltOf } from '../../../testing/trading';

const { audit, holdings, settlement, trades } = transactions;
const TRADES: AuditedRead = { kind: 'TRADES', pair: ['a', 'b'], tradeDate: TODAY };
const INSTRUCTIONS: AuditedRead = { kind: 'INSTRUCTIONS', pair: ['a', 'b'] };
const HOLDINGS: AuditedRead = { kind: 'HOLDINGS', member: 'a' };
const PAIR_DAY = { pair: ['a', 'b'], tradeDate: TODAY };

function scopeOf(read: AuditedRead, changed: Partial<AuditScope> = {}): AuditScope {
  return {
    ...({ type: 'audit-scope', version: 1, supervisor: 'kofia', businessDay: TODAY } as const),
    ...{ inquiryId: 'inquiry-1', read, reason: '2026-감리-17', salt: saltOf(canonicalJson(read)) },
    ...changed,
  };
}

function inquiryOf(reads: readonly AuditedRead[], changed: Partial<AuditInquiry> = {}): AuditInquiry {
  return {
    ...({ type: 'audit-inquiry', version: 1, supervisor: 'kofia', businessDay: TODAY } as const),
    ...{ inquiryId: 'inquiry-1', certificate: sha256Hex(certificates.auditor) },
    scopes: reads.map((read) => auditScopeHash(scopeOf(read))),
    ...changed,
  };
}

function open(
  consortium: SimulatedConsortium,
  inquiry: AuditInquiry,
  [by, certificate]: readonly [string, CertificateName] = ['kofia', 'auditor'],
): Promise<unknown> {
  return consortium.submit(consortium.client(by, certificate), audit.open, inquiry);
}

function read(
  consortium: SimulatedConsortium,
  scope: AuditScope,
  transaction: string,
  argument?: object,
  [by, certificate]: readonly [string, CertificateName] = ['kofia', 'auditor'],
): Promise<unknown> {
  const given = { scope, transaction, argument: argument ? JSON.stringify(argument) : '' };
  return consortium.query(consortium.client(by, certificate), audit.read, given);
}

describe('an inquiry', () => {
  it('is on the ledger for every member to see, and does not say what is read', async () => {
    const consortium = await openConsortium();
    const inquiry = inquiryOf([TRADES, HOLDINGS]);
    expect(await open(consortium, inquiry)).toEqual({ status: 'RECORDED' });
    expect(await open(consortium, inquiry)).toEqual({ status: 'ALREADY_RECORDED' });
    await refusal('ID_TAKEN', open(consortium, inquiryOf([TRADES])));
    const asked = { supervisor: 'kofia', businessDay: TODAY };
    const reader = consortium.client('c', 'trader');
    expect(await consortium.query(reader, audit.inquiries, asked)).toEqual([inquiry]);
    const byId = (inquiryId: string) => consortium.query(reader, audit.inquiries, { ...asked, inquiryId });
    expect(await byId('inquiry-1')).toEqual([inquiry]);
    expect(await byId('inquiry-2')).toEqual([]);
    const past = { ...asked, businessDay: '2026-03-10' };
    expect(await consortium.query(reader, audit.inquiries, past)).toEqual([]);
    for (const said of ['TRADES', '감리', saltOf(canonicalJson(TRADES))]) {
      expect(canonicalJson(inquiry)).not.toContain(said);
    }
  });

  it("is opened by the supervisor's auditor, in the own name, for today", async () => {
    const consortium = await openConsortium();
    await refusal('NOT_THE_SUPERVISOR', open(consortium, inquiryOf([TRADES]), ['a', 'auditor']));
    await refusal('ROLE_REQUIRED', open(consortium, inquiryOf([TRADES]), ['kofia', 'operator']));
    await refusal('NOT_THE_SUBMITTER', open(consortium, inquiryOf([TRADES], { supervisor: 'a' })));
    const another = inquiryOf([TRADES], { certificate: sha256Hex(certificates.operator) });
    await refusal('INQUIRY_OF_ANOTHER', open(consortium, another));
    const tomorrow = inquiryOf([TRADES], { businessDay: '2026-03-12' });
    await refusal('BUSINESS_DAY_OVER', open(consortium, tomorrow));
    await refusal('INVALID_DOCUMENT', open(consortium, inquiryOf([])));
  });
});

describe("a regulator's read", () => {
  it('is not answered before it is recorded', async () => {
    const consortium = await matchedConsortium();
    await refusal('INQUIRY_UNKNOWN', read(consortium, scopeOf(TRADES), trades.matchIndex, PAIR_DAY));
    for (const role of ['auditor', 'trader', 'admin'] as const) {
      const reader = consortium.client('kofia', role);
      for (const name of [trades.pages, trades.matchIndex, trades.correctionsDue]) {
        expect(await refusal('INQUIRY_REQUIRED', consortium.query(reader, name, PAIR_DAY))).toEqual({
          parties: ['a', 'b'],
        });
      }
      expect(await consortium.query(reader, settlement.instructions, {})).toEqual([]);
      const made = (await consortium.query(reader, holdings.movements, {})) as string[];
      expect(made).toHaveLength(2); // The deposits that the supervisor itself made, as the custodian.
    }
  });

  it('of a pair and trade date has all that both firms hold of it, and nothing else', async () => {
    const consortium = await matchedConsortium();
    await open(consortium, inquiryOf([TRADES]));
    const scope = scopeOf(TRADES);
    const index = await indexText(consortium, ['a', 'b']);
    expect(await read(consortium, scope, trades.matchIndex, PAIR_DAY)).toBe(index);
    const numbered = { ...PAIR_DAY, sequence: 1 };
    expect(await read(consortium, scope, trades.matchResult, numbered)).toContain('match-result');
    const pages = (await read(consortium, scope, trades.pages, PAIR_DAY)) as object[];
    expect(pages).toHaveLength(2);
    const texts = (await read(consortium, scope, trades.page, pages)) as { header: string }[];
    expect(texts.map(({ header }) => header.includes('trade-page'))).toEqual([true, true]);
    expect(await read(consortium, scope, trades.correctionsDue, PAIR_DAY)).toEqual([null, null]);
    const shards = { ...PAIR_DAY, shards: [0] };
    expect(await read(consortium, scope, trades.matchShards, shards)).toMatchObject([
      { shard: 0, matched: expect.stringContaining('match-shard') as string, open: null },
    ]);
    for (const [name, asked] of [
      [trades.matchIndex, { ...PAIR_DAY, tradeDate: '2026-03-10' }],
      [trades.matchIndex, { ...PAIR_DAY, pair: ['a', 'c'] }],
      [trades.page, [...pages, { ...pages[0], counterparty: 'c' }]],
      [settlement.instructions, {}],
      [holdings.lots, undefined],
      [holdings.positions, undefined],
      [holdings.outstanding, undefined],
      [transactions.logins.consents, undefined],
    ] as const) {
      await refusal('OUTSIDE_INQUIRY', read(consortium, scope, name, asked));
    }
  });

  it("of a pair's instructions, or of a firm's holdings, has those", async () => {
    const consortium = await matchedConsortium();
    await recordInstructions(consortium, instructionOf('instruct-net', OBLIGATION));
    await open(consortium, inquiryOf([INSTRUCTIONS, HOLDINGS]));
    const pair = scopeOf(INSTRUCTIONS);
    expect(await read(consortium, pair, settlement.instructions, {})).toHaveLength(1);
    const elsewhere = { pair: ['a', 'c'] };
    expect(await read(consortium, pair, settlement.instructions, elsewhere)).toHaveLength(1);
    await refusal('OUTSIDE_INQUIRY', read(consortium, pair, trades.matchIndex, PAIR_DAY));
    const firm = scopeOf(HOLDINGS);
    const lots = (await read(consortium, firm, holdings.lots)) as string[];
    expect(lots.map((lot) => (JSON.parse(lot) as { owner: string }).owner)).toEqual(['a']);
    const [position, ...more] = (await read(consortium, firm, holdings.positions)) as object[];
    expect([position, more]).toEqual([expect.objectContaining({ free: '10650000' }), []]);
    expect(await read(consortium, firm, holdings.movements)).toHaveLength(1);
    expect(await read(consortium, firm, holdings.movements, { to: '2026-03-10' })).toEqual([]);
    await refusal('OUTSIDE_INQUIRY', read(consortium, firm, settlement.instructions, {}));
  });

  it('does not take a firm named twice for that firm with everyone', async () => {
    const consortium = await matchedConsortium();
    await recordInstructions(consortium, instructionOf('instruct-net', OBLIGATION));
    const twice: AuditedRead = { kind: 'INSTRUCTIONS', pair: ['a', 'a'] };
    await open(consortium, inquiryOf([twice, { ...TRADES, pair: ['a', 'a'] }]));
    await refusal('OUTSIDE_INQUIRY', read(consortium, scopeOf(twice), settlement.instructions, {}));
    const trade = scopeOf({ ...TRADES, pair: ['a', 'a'] });
    await refusal('OUTSIDE_INQUIRY', read(consortium, trade, trades.matchIndex, PAIR_DAY));
    const asFirm = consortium.client('a', 'trader');
    const asked = { pair: ['a', 'a'] };
    expect(await consortium.query(asFirm, settlement.instructions, asked)).toEqual([]);
  });

  it('is answered to who opened it only, under the very scope that was recorded, and on its day', async () => {
    const consortium = await matchedConsortium();
    await open(consortium, inquiryOf([TRADES]));
    const ask = (scope: AuditScope, who?: readonly [string, CertificateName]) =>
      read(consortium, scope, trades.matchIndex, PAIR_DAY, who);
    await refusal('NOT_THE_SUPERVISOR', ask(scopeOf(TRADES), ['a', 'auditor']));
    await refusal('ROLE_REQUIRED', ask(scopeOf(TRADES), ['kofia', 'trader']));
    await refusal('OUTSIDE_INQUIRY', ask(scopeOf(TRADES, { reason: '2026-감리-18' })));
    await refusal('OUTSIDE_INQUIRY', ask(scopeOf(TRADES, { salt: saltOf('guessed') })));
    await refusal('OUTSIDE_INQUIRY', ask(scopeOf({ ...TRADES, pair: ['a', 'c'] })));
    await consortium.toPhase('CLOSED');
    expect(await ask(scopeOf(TRADES))).toContain('match-index');
    await consortium.toNextDay('2026-03-12');
    expect(await refusal('BUSINESS_DAY_OVER', ask(scopeOf(TRADES)))).toEqual({
      given: TODAY,
      today: '2026-03-12',
    });
  });
});
