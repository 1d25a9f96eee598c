import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  canonicalJson,
  compositeKey,
  INTERFIRM_RECORD,
  keys,
  onWire,
  readRefusal,
  transactions,
} from '@jangbu/model';
import type { ChaincodeInterface } from 'fabric-shim';
import { Jangbu } from './chaincode';
import { CHAINCODE_VERSION } from './contracts/consortium/version';
import { PeerState } from '../testing/peer-state';
import { ReadWriteSet } from '../testing/read-write-set';
import { SimulatedStub } from '../testing/stub';
import { certificates } from '../testing/certificates';
import { SimulatedConsortium } from '../testing/consortium';

function jangbu(reports: string[] = []): ChaincodeInterface {
  return new Jangbu({ foundingHash: '', now: () => new Date(0), onFault: (report) => reports.push(report) });
}

function stubFor(name: string, state = new PeerState()): SimulatedStub {
  return stubGiven(name, {}, state);
}

function stubGiven(
  name: string,
  transient: Readonly<Record<string, string>>,
  state = new PeerState(),
): SimulatedStub {
  const proposal = {
    channel: 'interfirm',
    transactionId: 'transaction-1',
    creator: { mspid: 'aMSP', idBytes: Buffer.from(certificates.auditor) },
    name,
    parameters: [],
    transient: new Map(Object.entries(transient).map(([key, text]) => [key, Buffer.from(text)])),
  };
  return new SimulatedStub(proposal, state, new ReadWriteSet());
}

describe('the chaincode', () => {
  it('has every transaction that clients name, and no other', () => {
    const named = Object.values(transactions).flatMap((contract) => Object.values<string>(contract));
    const seen = new Set(named.map((transaction) => onWire({ transaction }).transaction));
    const { transactionNames } = new Jangbu({
      foundingHash: '',
      now: () => new Date(0),
      onFault: () => undefined,
    });
    expect([...transactionNames].sort()).toEqual([...seen].sort());
  });

  it('has the version of its package', () => {
    const content = readFileSync(join(__dirname, '../../package.json'), 'utf8');
    expect(JSON.parse(content)).toMatchObject({ version: CHAINCODE_VERSION });
  });

  it.each(['', 'consortium', 'trades:delete', 'trades:record', 'settlement:fail', 'x'.repeat(500)])(
    'refuses the unknown transaction "%s"',
    async (name) => {
      const { status, message } = await jangbu().Invoke(stubFor(name));
      expect(status).toBe(400);
      expect(readRefusal(message ?? '')).toEqual({
        code: 'TRANSACTION_UNKNOWN',
        facts: { transaction: name.slice(0, 64) },
      });
    },
  );

  it('refuses to record between members what is not named, or what is no such thing', async () => {
    const answer = async (transient: Record<string, string>) =>
      readRefusal((await jangbu().Invoke(stubGiven(INTERFIRM_RECORD, transient))).message ?? '');
    expect(await answer({})).toEqual({ code: 'TRANSIENT_MISSING', facts: { name: 'transaction' } });
    for (const transaction of ['consortium:members', 'constructor', 'trades:delete']) {
      expect(await answer({ transaction })).toEqual({ code: 'TRANSACTION_UNKNOWN', facts: { transaction } });
    }
  });

  it('answers the initialisation that an older lifecycle asks for', async () => {
    expect(await jangbu().Init(stubFor(''))).toEqual({ status: 200 });
  });

  it('answers a document on the ledger that it cannot read with a fault that does not quote it', async () => {
    const reports: string[] = [];
    const state = new PeerState();
    state.publicData.put(compositeKey(keys.members()), Buffer.from('{"secret":"text"}'), 1);
    const answer = await jangbu(reports).Invoke(stubFor(transactions.consortium.members, state));
    expect(answer).toEqual({
      status: 500,
      message: 'consortium:members failed: what stands at members does not fit its schema',
    });
    expect(reports.join()).not.toContain('secret');
  });

  it('answers an unexpected error with a fault, and describes it in its log without its message', async () => {
    const reports: string[] = [];
    const state = new PeerState();
    state.publicData.put(compositeKey(keys.members()), Buffer.from('secret'), 1);
    const answer = await jangbu(reports).Invoke(stubFor(transactions.consortium.members, state));
    expect(answer).toEqual({
      status: 500,
      message: "consortium:members failed: an unexpected error, described in the chaincode's log",
    });
    expect(reports[0]).toContain('SyntaxError');
    expect(reports[0]).toContain('document');
    expect(reports.join()).not.toContain('secret');
  });

  it('passes on why a peer did not answer', async () => {
    const stub = stubFor(transactions.consortium.members);
    stub.getState = () => Promise.reject(new Error('the ledger is closing'));
    const { status, message } = await jangbu().Invoke(stub);
    expect(status).toBe(500);
    expect(message).toBe('consortium:members failed: the peer did not read a key: the ledger is closing');
  });
});

describe('the simulated channel of these tests', () => {
  const doing = (
    act: (stub: Parameters<ChaincodeInterface['Invoke']>[0]) => Promise<unknown>,
  ): ChaincodeInterface => ({
    Init: () => Promise.resolve({ status: 200 }),
    Invoke: async (stub) => {
      const answer = await act(stub);
      return { status: 200, payload: Buffer.from(canonicalJson(answer ?? null)) };
    },
  });

  async function run(
    act: Parameters<typeof doing>[0],
    endorsers: readonly string[] = ['kofiaMSP', 'aMSP'],
  ): Promise<unknown> {
    const consortium = new SimulatedConsortium(3);
    for (const mspId of consortium.mspIds('kofia', 'a'))
      consortium.channel.peer(mspId).chaincode = doing(act);
    return consortium.channel.submit({ by: consortium.client('a', 'trader'), name: 'act' }, endorsers);
  }

  it('does not let a transaction read its own writes', async () => {
    const answer = await run(async (stub) => {
      await stub.putState('key', Buffer.from('value'));
      return (await stub.getState('key')).length;
    });
    expect(answer).toBe(0);
  });

  it('notices what is not deterministic', async () => {
    let calls = 0;
    await expect(run(() => Promise.resolve((calls += 1)))).rejects.toThrow('not deterministic');
  });

  it('does not let a transaction range over private data and write', async () => {
    const attempt = run(async (stub) => {
      const found = stub.getPrivateDataByPartialCompositeKey('_implicit_org_aMSP', 'page', []);
      for await (const record of found) expect(record).toBeUndefined();
      await stub.putState('key', Buffer.from('value'));
    });
    await expect(attempt).rejects.toThrow('write after a range over private data');
  });

  it("holds private plaintext at its organisation's own peer only", async () => {
    const consortium = new SimulatedConsortium(3);
    const collection = '_implicit_org_aMSP';
    const act = doing(async (stub) => {
      if (stub.getFunctionAndParameters().fcn === 'put')
        await stub.putPrivateData(collection, 'k', Buffer.from('v'));
      else return Buffer.from(await stub.getPrivateData(collection, 'k')).toString();
      return null;
    });
    for (const mspId of consortium.mspIds('kofia', 'a')) consortium.channel.peer(mspId).chaincode = act;
    const by = consortium.client('a', 'trader');
    await consortium.channel.submit({ by, name: 'put' }, ['aMSP']);
    expect(await consortium.channel.query({ by, name: 'get' }, 'aMSP')).toBe('v');
    await expect(consortium.channel.query({ by, name: 'get' }, 'kofiaMSP')).rejects.toThrow('not available');
  });

  it('notices a refusal that wrote', async () => {
    const consortium = new SimulatedConsortium(3);
    consortium.channel.peer('aMSP').chaincode = {
      Init: () => Promise.resolve({ status: 200 }),
      Invoke: async (stub) => {
        await stub.putState('key', Buffer.from('value'));
        return { status: 400, message: 'no' };
      },
    };
    const attempt = consortium.channel.submit({ by: consortium.client('a', 'trader'), name: 'act' }, [
      'aMSP',
    ]);
    await expect(attempt).rejects.toThrow('wrote before it refused');
  });
});
