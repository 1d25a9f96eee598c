import { IssuingFirm } from '@jangbu/example-trading-day';
import type { Business } from './business';

/** The commands of credentials: an application of NH's issues them, the operator ends them. */
export function tryCredentials(business: Business): void {
  test('credentials keys, batch, record, suspend, revoke, kill, beat, retire, compromise', async () => {
    const { stage } = business;
    const { kid, copies, recoveryCode } = await stage.gathered(async () => {
      const firm = await IssuingFirm.open(stage.context, 'nh');
      const investor = await firm.identify('홍길동');
      await firm.desk.work();
      const issued = (await firm.store.read(investor.name))?.copies ?? [];
      const told = { kid: firm.kid, copies: issued, recoveryCode: investor.recoveryCode };
      await firm.close();
      return told;
    });
    const [first, second, third] = copies;
    if (!first?.batchId || !second?.batchId || !third?.batchId) throw new Error('too few copies');

    expect(await stage.as('samsung', 'credentials', 'keys')).toMatchObject([
      { key: { issuer: 'nh', kid }, status: null, ended: null },
    ]);
    const batch = await stage.as<{ copies: object[] }>(
      'samsung',
      'credentials',
      'batch',
      'nh',
      first.batchId,
    );
    expect(batch).toMatchObject({ issuer: 'nh', batchId: first.batchId, kid });
    expect(batch.copies).toContainEqual(expect.objectContaining({ recordId: first.recordId }));
    const record = (recordId: string) => stage.as('samsung', 'credentials', 'record', 'nh', recordId);
    expect(await record(first.recordId)).toMatchObject({
      status: 'ACTIVE',
      issuer: 'nh',
      batchId: first.batchId,
    });

    const suspend = ['credentials', 'suspend', first.batchId, first.recordId, '--reason', 'RULE'];
    expect(await stage.as('nh', ...suspend)).toMatchObject({ status: 'RECORDED' });
    expect(await stage.as('nh', ...suspend)).toEqual({ status: 'ALREADY_RECORDED' });
    const revoke = ['credentials', 'revoke', second.batchId, second.recordId, '--reason', 'DEVICE_LOST'];
    expect(await stage.as('nh', ...revoke)).toMatchObject({ status: 'RECORDED' });
    expect(await stage.as('samsung', 'credentials', 'beat')).toMatchObject({ status: 'RECORDED' });
    expect(await record(first.recordId)).toMatchObject({ status: 'SUSPENDED' });
    expect(await record(second.recordId)).toMatchObject({ status: 'REVOKED' });
    expect(await stage.as('samsung', 'credentials', 'kill', recoveryCode)).toMatchObject({
      status: 'RECORDED',
    });
    expect(await record(third.recordId)).toMatchObject({ status: 'KILLED' });

    expect(await stage.as('nh', 'credentials', 'retire', kid)).toMatchObject({ status: 'RECORDED' });
    const compromise = ['credentials', 'compromise', kid, '--from-block', '5'];
    expect(await stage.as('nh', ...compromise)).toMatchObject({ status: 'RECORDED' });
    expect(await stage.as('samsung', 'credentials', 'keys')).toMatchObject([
      { status: { status: 'COMPROMISED', compromisedFrom: 5 } },
    ]);

    await stage.refusedAs('nh', ['credentials', 'record', 'nh', 'f'.repeat(64)], {
      code: 1,
      says: 'no batch of nh lists',
    });
    await stage.refusedAs('nh', suspend.slice(0, 4), { code: 2, says: '--reason' });
    await stage.refusedAs('samsung', ['credentials', 'retire', kid], { code: 1, says: 'KEY_UNKNOWN' });
    await stage.refusedAs('nh', ['credentials', 'kill', '0000'], { code: 2, says: 'recovery code' });
  }, 600_000);
}
