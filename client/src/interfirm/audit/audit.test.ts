import {
  auditInquiryChecker,
  auditScopeHash,
  sha256Hex,
  transactions,
  type AuditedRead,
} from '@jangbu/model';
import { Members } from '../../consortium/governance/members';
import { InputError, RefusedError, UnavailableError } from '../../core/errors';
import { MemoryDocumentStore } from '../../core/documents/memory-store';
import { AnsweringTransport } from '../../../testing/answering-transport';
import { endorseFailed, peerDown, refusalDetail } from '../../../testing/gateway-errors';
import { MEMBERS } from '../../../testing/ledger-transport';
import { contractsOver } from '../../../testing/scripted-contracts';
import { AuditFacade } from './audit-facade';

const CERTIFICATE = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
const READS: readonly AuditedRead[] = [
  { kind: 'TRADES', pair: ['samsung', 'nh'], tradeDate: '2026-03-11' },
  { kind: 'HOLDINGS', member: 'nh' },
];

function auditor() {
  const transport = new AnsweringTransport();
  const members = { type: 'members', version: 1, foundingHash: '', members: MEMBERS };
  const day = { type: 'business-day', version: 1, date: '2026-03-11', phase: 'OPEN', sequence: 1 };
  transport.answers.set(transactions.consortium.members, members);
  transport.answers.set(transactions.days.current, day);
  const store = new MemoryDocumentStore();
  const { contracts } = contractsOver('kofiaMSP', transport);
  const reader = { member: 'kofia', certificate: CERTIFICATE };
  return { audit: new AuditFacade(contracts, new Members(contracts), store, reader), transport, store };
}

describe('an inquiry', () => {
  test('is recorded by hashes of its scopes, which it keeps', async () => {
    const { audit, transport, store } = auditor();
    const inquiry = await audit.open({ reason: '2026-감리-17', reads: READS });
    const recorded: unknown = JSON.parse(transport.endorsed[0]?.argument ?? '');
    expect(auditInquiryChecker.fits(recorded)).toBe(true);
    expect(recorded).toMatchObject({
      ...{ supervisor: 'kofia', businessDay: '2026-03-11', inquiryId: inquiry.inquiryId },
      ...{ certificate: sha256Hex(CERTIFICATE), scopes: inquiry.scopes.map(auditScopeHash) },
    });
    expect(inquiry.scopes.map(({ read }) => read)).toEqual([
      { kind: 'TRADES', pair: ['nh', 'samsung'], tradeDate: '2026-03-11' },
      READS[1],
    ]);
    expect(new Set(inquiry.scopes.map(({ salt }) => salt)).size).toBe(2);
    expect(await store.pending()).toEqual([]);
  });

  test('asks each query under its scope, and what is public plainly', async () => {
    const { audit, transport } = auditor();
    const inquiry = await audit.open({ reason: 'R', reads: READS });
    const asked: unknown[] = [];
    const evaluate = transport.evaluate.bind(transport);
    transport.evaluate = (proposed) => {
      asked.push(JSON.parse(proposed.argument ?? '{}'));
      return evaluate(proposed);
    };
    transport.answers.set(transactions.audit.read, []);
    await expect(inquiry.holdings('nh')).resolves.toEqual({ lots: [], positions: [], movements: [] });
    const scope = inquiry.scopes[1];
    const { lots, positions, movements } = transactions.holdings;
    expect(asked).toHaveLength(3);
    expect(asked).toEqual(
      expect.arrayContaining([
        { scope, transaction: lots, argument: '{"limit":1000}' },
        { scope, transaction: positions, argument: '' },
        { scope, transaction: movements, argument: '{"limit":1000}' },
      ]),
    );
    await expect(inquiry.holdings('samsung')).rejects.toThrow(InputError);
    await expect(inquiry.trades(['nh', 'nh'], '2026-03-11')).rejects.toThrow(InputError);
  });

  test.each([
    ['no reason', { reason: '', reads: READS }],
    ['a long reason', { reason: 'x'.repeat(201), reads: READS }],
    ['nothing to read', { reason: 'R', reads: [] }],
    ['a pair of one', { reason: 'R', reads: [{ kind: 'INSTRUCTIONS', pair: ['nh', 'nh'] }] }],
    ['no such kind', { reason: 'R', reads: [{ kind: 'EVERYTHING' }] }],
    ['too much', { reason: 'R', reads: Array.from({ length: 101 }, () => READS[1]) }],
  ])('of %s is refused before anything is sent or kept', async (_, input) => {
    const { audit, transport, store } = auditor();
    await expect(audit.open(input as Parameters<typeof audit.open>[0])).rejects.toThrow(InputError);
    expect(transport.endorsed).toEqual([]);
    expect(await store.pending()).toEqual([]);
  });

  test('that was not known to be recorded is sent again, word for word, when it is reopened', async () => {
    const { audit, transport, store } = auditor();
    transport.answer = () => {
      throw peerDown();
    };
    await expect(audit.open({ reason: 'R', reads: READS })).rejects.toThrow(UnavailableError);
    const [key = ''] = await store.pending();
    const kept = (await store.get(key))?.texts['inquiry'];
    transport.answer = () => ({ status: 'ALREADY_RECORDED' });
    const inquiry = await audit.reopen(key.split('/')[1] ?? '');
    expect(transport.endorsed.map(({ argument }) => argument)).toEqual([kept]);
    expect(inquiry?.scopes).toHaveLength(2);
    expect(await store.pending()).toEqual([]);
  });

  test('that somebody else may not send again stays for who may', async () => {
    const { audit, transport, store } = auditor();
    transport.answer = () => {
      throw peerDown();
    };
    await expect(audit.open({ reason: 'R', reads: READS })).rejects.toThrow(UnavailableError);
    const [key = ''] = await store.pending();
    const facts = { required: ['auditor'], given: 'operator' };
    transport.answer = () => {
      throw endorseFailed(refusalDetail('kofiaMSP', { code: 'ROLE_REQUIRED', facts }));
    };
    const id = key.split('/')[1] ?? '';
    await expect(audit.reopen(id)).rejects.toMatchObject({ code: 'ROLE_REQUIRED' });
    expect(await store.pending()).toEqual([key]);
    transport.answer = () => ({ status: 'RECORDED' });
    await expect(audit.reopen(id)).resolves.toMatchObject({ inquiryId: id });
  });

  test('that was refused stays refused', async () => {
    const { audit, transport } = auditor();
    transport.answer = () => {
      throw endorseFailed(refusalDetail('kofiaMSP', { code: 'NOT_THE_SUPERVISOR', facts: { caller: 'nh' } }));
    };
    const attempt = audit.open({ reason: 'R', reads: READS });
    await expect(attempt).rejects.toMatchObject({ code: 'NOT_THE_SUPERVISOR' });
    await expect(attempt).rejects.toThrow(RefusedError);
  });
});
