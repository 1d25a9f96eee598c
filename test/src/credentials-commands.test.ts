import { IssuingFirm, type Investor } from '@jangbu/example-trading-day';
import type { NetworkContext } from 'jangbu';
import { jangbu } from './network/command-line';
import { sharedNetwork } from './network/networks';

const ISSUER = 'kiwoom';

describe("an operator and an issuer's credentials", () => {
  let context: NetworkContext;
  let firm: IssuingFirm;
  let investor: Investor;
  let first: { readonly recordId: string; readonly batchId: string };
  let second: { readonly recordId: string; readonly batchId: string };

  beforeAll(async () => {
    context = await sharedNetwork();
    firm = await IssuingFirm.open(context, ISSUER);
    investor = await firm.identify('홍길동');
    await firm.desk.work();
    const copies = (await firm.store.read(investor.name))?.copies ?? [];
    [first, second] = copies.map(({ recordId, batchId }) => ({ recordId, batchId: batchId ?? '' })) as [
      typeof first,
      typeof second,
    ];
  });

  afterAll(async () => {
    await firm.close();
  });

  test('lists keys, a batch, a record', async () => {
    const keys = await jangbu(context, 'credentials', 'keys', '--as', 'nh');
    expect(keys.stdout).toContain(firm.kid);
    const batch = await jangbu(context, 'credentials', 'batch', ISSUER, first.batchId, '--as', 'nh');
    expect(JSON.parse(batch.stdout)).toMatchObject({
      issuer: ISSUER,
      copies: [{ recordId: first.recordId }],
    });
    const record = await jangbu(context, 'credentials', 'record', ISSUER, first.recordId, '--as', 'nh');
    expect(record.stdout).toMatch(/^ACTIVE: by kiwoom, in block [0-9]+/);
    const none = await jangbu(context, 'credentials', 'record', ISSUER, 'f'.repeat(64), '--as', 'nh');
    expect(none).toMatchObject({ code: 1, stdout: '' });
  });

  test('suspends, with a reason', async () => {
    const suspend = ['credentials', 'suspend', first.batchId, first.recordId, '--as', ISSUER];
    const without = await jangbu(context, ...suspend);
    expect(without.stderr).toContain('--reason');
    const done = await jangbu(context, ...suspend, '--reason', 'RULE');
    expect(done.stdout).toContain('recorded in block');
    const again = await jangbu(context, ...suspend, '--reason', 'RULE');
    expect(again.stdout).toContain('was recorded before');
    const record = await jangbu(
      context,
      'credentials',
      'record',
      ISSUER,
      first.recordId,
      '--as',
      'nh',
      '--json',
    );
    expect(JSON.parse(record.stdout)).toMatchObject({ status: 'SUSPENDED', batchId: first.batchId });
  });

  test('ends a set by the recovery code, at another member', async () => {
    const kill = (code: string) => jangbu(context, 'credentials', 'kill', code, '--as', 'sk');
    expect((await kill('0000')).stderr).toContain('recovery code');
    expect((await kill(investor.recoveryCode)).stdout).toContain('recorded in block');
    const record = await jangbu(context, 'credentials', 'record', ISSUER, second.recordId, '--as', 'nh');
    expect(record.stdout).toContain('KILLED');
  });

  test('retires a key', async () => {
    const retired = await jangbu(context, 'credentials', 'retire', firm.kid, '--as', ISSUER);
    expect(retired.stdout).toContain('recorded in block');
    const keys = await jangbu(context, 'credentials', 'keys', '--as', 'nh', '--json');
    const known = JSON.parse(keys.stdout) as { readonly key: { kid: string }; readonly status: unknown }[];
    expect(known.find(({ key }) => key.kid === firm.kid)?.status).toMatchObject({ status: 'RETIRED' });
  });
});
