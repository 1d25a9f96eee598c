import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Contract } from '@hyperledger/fabric-gateway';
import { hashOf } from '@jangbu/model';
import {
  anyMemberPolicyPath,
  ensureFabric,
  foundingList,
  packageChaincode,
  type ChaincodePackage,
} from '@jangbu/network';
import { besidePort } from '@jangbu/network/devnet';
import { openNetworkOf } from '../bring-up';
import { pool } from '../pool';
import type { BenchContext, Measured } from './bench';
import { firmFiles } from './firm-files';
import type { PlainDelivery } from './plain-balances';
import { PlainGateway } from './plain-gateway';
import { DELIVERED, type DeliveringFirms } from './settle-market';

const NAME = 'plain-balances';
/** The plain way is tried at each of these, and measured at the one that suits it best. */
const AT_ONCE = [1, 4, 16, 64] as const;
const TRIAL = 32;
const MEASURED = 96;

/** What is served is this package's own script; what members install only has to be a package. */
async function emptyPackage(context: BenchContext): Promise<ChaincodePackage> {
  const folder = await mkdtemp(join(tmpdir(), 'jangbu-plain-'));
  try {
    await writeFile(join(folder, 'jangbu.js'), '// Served elsewhere.\n');
    const foundingHash = hashOf(foundingList(context.place.consortium));
    return await packageChaincode({ bundleDir: folder, foundingHash, label: NAME });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function deployPlain(context: BenchContext): Promise<void> {
  const { place, progress } = context;
  const chaincode = {
    name: NAME,
    version: '1',
    endorsementPolicy: anyMemberPolicyPath,
    package: await emptyPackage(context),
    script: join(__dirname, 'serve-plain-balances.js'),
    port: besidePort(place.consortium),
  };
  await openNetworkOf(place, progress).deployBeside(chaincode, await ensureFabric({ progress }));
}

/** A plain client repeats what failed, as any would: a version conflict, or peers that differ. */
async function again(work: () => Promise<unknown>, left = 2_000): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (left === 0) throw error;
    await again(work, left - 1);
  }
}

class PlainDeliveries {
  readonly #contract: Contract;
  readonly #firms: DeliveringFirms;
  #serial = 0;

  constructor(contract: Contract, firms: DeliveringFirms) {
    this.#contract = contract;
    this.#firms = firms;
  }

  async credit(firm: string, instrument: string, amount: bigint): Promise<void> {
    const endorsingOrganizations = [this.#firms.supervisor.mspId];
    const credited = { arguments: [firm, instrument, String(amount)], endorsingOrganizations };
    await again(() => this.#contract.submit('credit', credited));
  }

  async #settleNext(): Promise<number> {
    const { seller, buyers, supervisor } = this.#firms;
    const buyer = buyers[(this.#serial += 1) % buyers.length];
    if (!buyer) throw new RangeError('there is no buyer');
    const delivery: PlainDelivery = {
      seller: seller.id,
      buyer: buyer.id,
      isin: DELIVERED.isin,
      quantity: String(DELIVERED.quantity),
      amount: String(DELIVERED.amount),
    };
    const endorsingOrganizations = [seller.mspId, buyer.mspId, supervisor.mspId];
    const begun = performance.now();
    await again(() =>
      this.#contract.submit('settle', { arguments: [JSON.stringify(delivery)], endorsingOrganizations }),
    );
    return performance.now() - begun;
  }

  async measure(deliveries: number, atOnce: number): Promise<Measured> {
    const started = performance.now();
    const latenciesMs = await pool(Array.from({ length: deliveries }), atOnce, () => this.#settleNext());
    return { perSecond: deliveries / ((performance.now() - started) / 1000), latenciesMs };
  }
}

/** The plain way at its best, and its blocks' heights while it was measured. */
export interface MeasuredPlain extends Measured {
  readonly atOnce: number;
  readonly from: number;
  readonly to: number;
}

/** The plain way: a chaincode with one balance a firm, the stock signer, three endorsers named. */
export async function measurePlainSettlement(
  context: BenchContext,
  firms: DeliveringFirms,
): Promise<MeasuredPlain> {
  const { place, progress } = context;
  progress({ phase: 'plain way', text: 'deploying a chaincode with one balance a firm' });
  await deployPlain(context);
  const gateway = await PlainGateway.open(await firmFiles(place.stateDir, firms.seller.id, 'trader'));
  try {
    const plain = new PlainDeliveries(gateway.contract(NAME), firms);
    await plain.credit(firms.seller.id, DELIVERED.isin, 1_000_000n);
    for (const buyer of firms.buyers) await plain.credit(buyer.id, 'KRW', 1_000_000_000n);
    let best = { atOnce: 1, perSecond: 0 };
    for (const atOnce of AT_ONCE) {
      progress({ phase: 'plain way', text: `trying ${atOnce} at a time` });
      const { perSecond } = await plain.measure(TRIAL, atOnce);
      if (perSecond > best.perSecond) best = { atOnce, perSecond };
    }
    progress({ phase: 'plain way', text: `measuring ${best.atOnce} at a time` });
    const from = await gateway.height();
    const measured = await plain.measure(MEASURED, best.atOnce);
    return { ...measured, atOnce: best.atOnce, from, to: await gateway.height() };
  } finally {
    gateway.close();
  }
}
