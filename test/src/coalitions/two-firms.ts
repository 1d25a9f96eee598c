import { keys, transactions } from '@jangbu/model';
import { forgedLot, type Stage } from './stage';

/** Samsung and Shinhan. What they tell of each other is theirs; nobody else has to believe it. */
export function twoFirms(opened: () => Stage): void {
  test('give each other lots out of nothing, and nobody takes them', async () => {
    const stage = opened();
    const minted = forgedLot('samsung', 2_000_000n);
    await stage.forge(['shinhan', 'samsung'], { writes: stage.lotAt(minted, 'FREE', 'samsung', 'shinhan') });
    const mine = await stage.lotOf('samsung', 2_000_000n);
    const samsung = await stage.ledger('samsung');
    for (const receiver of ['nh', 'shinhan']) {
      await expect(samsung.holdings.transfer(receiver, [mine])).rejects.toMatchObject({
        code: 'DOCUMENT_NOT_HELD',
      });
    }
    await expect(stage.outstanding('KRW')).resolves.toMatchObject({ unexplained: 0n });
  });

  test("write neither a third's collection, nor the supervisor's, nor what is public", async () => {
    const stage = opened();
    const minted = forgedLot('samsung', 2_000_001n);
    const forgeries = [
      stage.lotAt(minted, 'FREE', 'nh'),
      stage.lotAt(minted, 'FREE', 'samsung', 'kofia'),
      [{ key: keys.members(), text: '{}' }],
      // Another issuer's record, revoked.
      [{ key: keys.credentialStatus('nh', 'record-0001'), text: '{}' }],
    ];
    for (const writes of forgeries) {
      const forged = stage.forge(['samsung', 'shinhan'], { writes }, transactions.holdings.move);
      await expect(forged).rejects.toThrow('ENDORSEMENT_POLICY_FAILURE');
    }
  });
}
