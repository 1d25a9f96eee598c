import { Jangbu, contractsWith } from '@jangbu/chaincode';
import { certificates } from '@jangbu/chaincode/dist/testing/certificates';
import { PeerState } from '@jangbu/chaincode/dist/testing/peer-state';
import { ReadWriteSet } from '@jangbu/chaincode/dist/testing/read-write-set';
import { SimulatedStub } from '@jangbu/chaincode/dist/testing/stub';
import { transactions } from '@jangbu/model';
import { Type } from '@sinclair/typebox';
import type { ChaincodeInterface } from 'fabric-shim';
import { createRequire } from 'node:module';
import { defineBench } from '../definition/bench';
import { Positive, PositiveCount } from '../figures/figures';
import type { Scale } from '../figures/scale';
import { percentile, rounded } from '../measure/statistics';

const CALLS: Readonly<Record<Scale, number>> = { FULL: 20_000, SHORT: 2_000 };
/** Both ways take turns in rounds of so many calls. */
const ROUND = 200;

/** What a query is called with: it reads nothing, so all that it takes is dispatch. */
const PING = transactions.consortium.ping;

/** As the peer's own stub: the library's dispatcher asks for the arguments as bytes. */
class BytesStub extends SimulatedStub {
  getBufferArgs(): Buffer[] {
    return [Buffer.from(PING)];
  }
}

function stub(): BytesStub {
  const proposal = {
    channel: 'interfirm',
    transactionId: 'transaction-1',
    creator: { mspid: 'aMSP', idBytes: Buffer.from(certificates.trader) },
    name: PING,
    parameters: [],
    transient: new Map(),
  };
  return new BytesStub(proposal, new PeerState(), new ReadWriteSet());
}

/** Fabric's own dispatcher over the same classes. */
function libraryDispatcher(): ChaincodeInterface {
  const Library = createRequire(__filename)('fabric-shim/lib/contract-spi/chaincodefromcontract') as new (
    classes: readonly unknown[],
    serializers: object,
    metadata: object,
  ) => ChaincodeInterface;
  const { JSONSerializer } = createRequire(__filename)('fabric-contract-api') as { JSONSerializer: unknown };
  const ours = contractsWith({ foundingHash: '', now: () => new Date(0) });
  const classes = ours.filter((each) => !each.getName().includes('.')).map((each) => each.constructor);
  return new Library(classes, { transaction: 'json', serializers: { json: JSONSerializer } }, {});
}

/** Milliseconds a call in one round. */
async function timed(chaincode: ChaincodeInterface): Promise<number> {
  const stubs = Array.from({ length: ROUND }, stub);
  const begun = performance.now();
  for (const each of stubs) {
    const { status } = await chaincode.Invoke(each);
    if (status !== 200) throw new Error(`a call was answered with ${status}`);
  }
  return (performance.now() - begun) / ROUND;
}

/**
 * What it takes to find a transaction and call it, by our dispatcher and by Fabric's own. Needs no network.
 *
 * @param calls by each way
 */
export async function dispatchCost(calls: number): Promise<{
  readonly calls: number;
  readonly milliseconds: number;
  readonly plainMilliseconds: number;
  readonly ratio: number;
}> {
  const ours = new Jangbu({ foundingHash: '', now: () => new Date(0), onFault: () => undefined });
  const library = libraryDispatcher();
  const [own, plain]: [number[], number[]] = [[], []];
  for (let round = 0; round < calls / ROUND; round += 1) {
    own.push(await timed(ours));
    plain.push(await timed(library));
  }
  const [milliseconds, plainMilliseconds] = [percentile(own, 0.5), percentile(plain, 0.5)];
  return { calls, milliseconds, plainMilliseconds, ratio: rounded(plainMilliseconds / milliseconds) };
}

export const dispatchBench = defineBench({
  name: 'dispatch',
  about:
    'what it takes to find a transaction and call it, by our dispatcher and by the one of Fabric’s library',
  figures: () =>
    Type.Object(
      { calls: PositiveCount, milliseconds: Positive, plainMilliseconds: Positive, ratio: Positive },
      { additionalProperties: false },
    ),
  run: ({ scale }) => dispatchCost(CALLS[scale]),
});
