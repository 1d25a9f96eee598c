import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Contract } from '@hyperledger/fabric-gateway';
import { hashOf } from '@jangbu/model';
import {
  anyMemberPolicyPath,
  type ChaincodePackage,
  eachOf,
  foundingList,
  packageChaincode,
} from '@jangbu/network';
import { additionalChaincodePort } from '@jangbu/network/devnet';
import type { NetworkContext } from 'jangbu';
import type { BenchContext } from '../definition/bench';
import { retry } from '../gateway/retry';
import { bestAtOnce, type Measured, type PlainSize } from '../measure/concurrency';
import { connectionFiles } from '../gateway/connection-files';
import type { PlainDelivery } from './balances-contract';
import { StockGateway } from '../gateway/stock-gateway';
import { DELIVERED, type DeliveringFirms } from './delivery-desk';

const NAME = 'plain-balances';
/** What is served is this package's own script; what members install only has to be a package. */
async function emptyPackage({ consortium }: BenchContext): Promise<ChaincodePackage> {
  const folder = await mkdtemp(join(tmpdir(), 'jangbu-plain-'));
  try {
    await writeFile(join(folder, 'jangbu.js'), '// Served elsewhere.\n');
    const foundingHash = hashOf(foundingList(consortium));
    return await packageChaincode({ bundleDir: folder, foundingHash, label: NAME });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function deployPlain(bench: BenchContext): Promise<void> {
  const { consortium, network } = bench;
  await network.deployAdditional({
    name: NAME,
    version: '1',
    endorsementPolicy: anyMemberPolicyPath,
    package: await emptyPackage(bench),
    script: join(__dirname, 'serve-balances-contract.js'),
    port: additionalChaincodePort(consortium),
  });
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
    await retry(() => this.#contract.submit('credit', credited));
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
    await retry(() =>
      this.#contract.submit('settle', { arguments: [JSON.stringify(delivery)], endorsingOrganizations }),
    );
    return performance.now() - begun;
  }

  async measure(deliveries: number, atOnce: number): Promise<Measured> {
    const started = performance.now();
    const latenciesMs = await eachOf(Array.from({ length: deliveries }), atOnce, () => this.#settleNext());
    return { perSecond: deliveries / ((performance.now() - started) / 1000), latenciesMs };
  }
}

/** The plain way at its best, and its blocks' heights while it was measured. */
export interface MeasuredPlainSettlement extends Measured {
  readonly atOnce: number;
  readonly from: number;
  readonly to: number;
}

/** The plain way: a chaincode with one balance a firm, the stock signer, three endorsers named. */
export async function measurePlainSettlement(
  bench: BenchContext,
  context: NetworkContext,
  firms: DeliveringFirms,
  size: PlainSize,
): Promise<MeasuredPlainSettlement> {
  const { progress } = bench;
  progress({ phase: 'plain way', text: 'deploying a chaincode with one balance a firm' });
  await deployPlain(bench);
  const gateway = await StockGateway.open(await connectionFiles(context.stateDir, firms.seller.id, 'trader'));
  try {
    const plain = new PlainDeliveries(gateway.contract(NAME), firms);
    await plain.credit(firms.seller.id, DELIVERED.isin, 1_000_000n);
    for (const buyer of firms.buyers) await plain.credit(buyer.id, 'KRW', 1_000_000_000n);
    const atOnce = await bestAtOnce(size, (count, at) => plain.measure(count, at), progress);
    progress({ phase: 'plain way', text: `measuring ${atOnce} at a time` });
    const from = await gateway.height();
    const measured = await plain.measure(size.measured, atOnce);
    return { ...measured, atOnce, from, to: await gateway.height() };
  } finally {
    gateway.close();
  }
}
