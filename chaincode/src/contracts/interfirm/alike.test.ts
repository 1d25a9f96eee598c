import { canonicalJson, interfirmTransactions, splitCompositeKey } from '@jangbu/model';
import { statementOf } from '@jangbu/model/dist/testing/statements';
import type { Envelope } from '../../../testing/channel';
import { openConsortium } from '../../../testing/consortium';
import { recordEverything, type Watch } from '../../../testing/every-record';
import { pageOf, record, recording } from '../../../testing/trading';

/** What everybody on the channel sees of a transaction, but for who takes part, when, and the hashes of what they hold. */
interface Shown {
  readonly input: readonly string[];
  readonly answer: string;
  readonly reads: readonly string[];
  readonly ranges: number;
  readonly writes: readonly string[];
}

function shown({ input, answer, set }: Envelope): Shown {
  const names = (keys: Iterable<string>): string[] =>
    [...keys].map((key) => splitCompositeKey(key)?.join('/') ?? key).sort();
  return {
    input,
    answer,
    reads: names(set.reads.keys()),
    ranges: set.ranges.length,
    writes: names(set.writes.keys()),
  };
}

/** What a block shows of whatever members record between them. */
const ALIKE: Shown = {
  input: ['interfirm:record'],
  answer: '{"status":"RECORDED"}',
  reads: ['business-day', 'instrument-part/0', 'instrument-register', 'members', 'parameters'],
  ranges: 0,
  writes: [],
};

/** Notes what blocks show of each transaction from now on, by what its application asked for. */
function noting(seen: [string, Shown][]): Watch {
  return (consortium) => {
    const { channel } = consortium;
    const endorse = channel.endorse.bind(channel);
    channel.endorse = async (request, endorsers) => {
      const envelope = await endorse(request, endorsers);
      if (request.argument === undefined) seen.push([request.name, shown(envelope)]);
      return envelope;
    };
    return consortium;
  };
}

describe('what a block shows of what members record between them', () => {
  const seen: [string, Shown][] = [];
  beforeAll(() => recordEverything(noting(seen)));

  it('is the same, whatever it is', () => {
    expect(seen.filter(([, each]) => canonicalJson(each) !== canonicalJson(ALIKE))).toEqual([]);
  });

  it('is the same of what is sent again, but for the answer; and it writes nothing', async () => {
    const consortium = await openConsortium();
    const page = pageOf('a', 'b', 'page-0001', [statementOf(1)]);
    await record(consortium, page);
    const endorsers = consortium.mspIds('a', 'b', 'kofia');
    const again = await consortium.channel.endorse(recording(consortium, page), endorsers);
    expect(shown(again)).toEqual({ ...ALIKE, answer: '{"status":"ALREADY_RECORDED"}' });
    expect(again.set.writtenCollections).toEqual([]);
  });

  it('has been looked at for every transaction of the kind', () => {
    expect([...new Set(seen.map(([name]) => name))].sort()).toEqual([...interfirmTransactions].sort());
  });
});
