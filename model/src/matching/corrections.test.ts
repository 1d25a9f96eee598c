import type { MatchIndex } from '../documents/matching';
import type { PageEntry, PagePlace, TradeStatement } from '../documents/trade-statements';
import { statementOf, utiOf } from '../../testing/statements';
import { match, type MatchOutcome, type StatedPage } from './match';

const SELL = { side: 'SELL' } as const;

function matched(pages: readonly StatedPage[], index?: MatchIndex): MatchOutcome {
  return match({
    pair: ['a', 'b'],
    tradeDate: '2026-03-11',
    index,
    pages,
    amountTolerance: 0n,
    businessDay: '2026-03-11',
    matchedBy: 'a',
    salts: { index: '0'.repeat(32), result: '1'.repeat(32) },
  });
}

function page(submitter: string, pageId: string, ...trades: PageEntry[]): StatedPage {
  return { submitter, pageId, trades };
}

function on(pageId: string, position = 0): PagePlace {
  return { pageId, position };
}

function replacing(place: PagePlace, statement: TradeStatement): PageEntry {
  return { ...statement, replaces: place };
}

function withdrawing(place: PagePlace, n = 1): PageEntry {
  return { uti: utiOf(n), withdraws: place };
}

const bought = page('a', 'bought', statementOf(1));
const wronglySold = page('b', 'sold', statementOf(1, { ...SELL, quantity: '90' }));
const mended = page('b', 'mended', replacing(on('sold'), statementOf(1, SELL)));

describe('a replacement', () => {
  it('of a statement that differs lets the two sides match', () => {
    const broken = matched([bought, wronglySold]);
    const { index, result } = matched([mended], broken.index);
    expect(result).toMatchObject({
      matched: [{ uti: utiOf(1), quantity: '100', sources: [{ pageId: 'bought' }, { pageId: 'mended' }] }],
      breaks: [],
      corrected: [{ kind: 'REPLACED', source: { pageId: 'mended' }, corrected: { pageId: 'sold' } }],
      withoutEffect: [],
    });
    expect(index).toMatchObject({ matched: [utiOf(1)], open: [], corrections: [] });
  });

  it('leaves a break where the new statement differs, too, and tells it', () => {
    const broken = matched([bought, wronglySold]);
    const worse = page('b', 'mended', replacing(on('sold'), statementOf(1, { ...SELL, price: '1' })));
    const { result } = matched([worse], broken.index);
    expect(result.breaks.map(({ differences }) => differences.map(({ code }) => code))).toEqual([['PRICE']]);
  });

  it('can be replaced in its turn, in one match or several', () => {
    const again = page('b', 'again', replacing(on('mended'), statementOf(1, { ...SELL, reference: 'R3' })));
    for (const outcome of [
      matched([again, mended, wronglySold]),
      matched([again], matched([mended], matched([wronglySold]).index).index),
    ]) {
      expect(outcome.index.open).toMatchObject([
        { source: { pageId: 'again' }, statement: { reference: 'R3' } },
      ]);
    }
  });

  it('taken in together with what it corrects counts before the sides are compared', () => {
    const wrong = page('b', 'sold', statementOf(1, { ...SELL, reference: 'WRONG' }));
    expect(matched([bought, wrong, mended]).result.matched).toMatchObject([
      { sources: [{ pageId: 'bought' }, { pageId: 'mended' }] },
    ]);
  });

  it('that is taken in before what it corrects waits for it', () => {
    const early = matched([bought, mended]);
    expect(early.result).toMatchObject({ matched: [], withoutEffect: [] });
    expect(early.index.corrections).toMatchObject([{ source: { submitter: 'b', pageId: 'mended' } }]);
    const late = matched([wronglySold], early.index);
    expect(late.result.matched).toMatchObject([{ uti: utiOf(1), quantity: '100' }]);
    expect(late.index.corrections).toEqual([]);
  });

  it('that waited for a page which turns out not to state its trade has no effect, and is told', () => {
    const early = matched([mended]);
    const { index, result } = matched([page('b', 'sold', statementOf(2, SELL))], early.index);
    expect(index.corrections).toEqual([]);
    expect(result.withoutEffect).toMatchObject([{ source: { pageId: 'mended' }, reason: 'NOT_STANDING' }]);
  });

  it('of a trade that is matched has no effect, and is told', () => {
    const both = matched([bought, page('b', 'sold', statementOf(1, SELL))]);
    const { index, result } = matched([mended], both.index);
    expect(result).toMatchObject({
      corrected: [],
      withoutEffect: [{ uti: utiOf(1), source: { pageId: 'mended' }, reason: 'MATCHED' }],
    });
    expect(index.obligations).toEqual(both.index.obligations);
  });

  it('that waited when its trade was matched otherwise has no effect, and is told', () => {
    const early = matched([bought, mended]);
    const { index, result } = matched([page('b', 'other', statementOf(1, SELL))], early.index);
    expect(result).toMatchObject({
      matched: [{ sources: [{}, { pageId: 'other' }] }],
      withoutEffect: [{ source: { pageId: 'mended' }, reason: 'MATCHED' }],
    });
    expect(index.corrections).toEqual([]);
  });

  it('of what does not stand has no effect, and is told', () => {
    const { result } = matched([
      bought,
      wronglySold,
      mended,
      page('b', 'zz-late', replacing(on('sold'), statementOf(1, { ...SELL, price: '1' }))),
      page('b', 'zz-other', replacing(on('sold', 7), statementOf(1, SELL))),
      page('b', 'zz-uti', withdrawing(on('sold'), 2)),
    ]);
    expect(result.withoutEffect.map(({ uti, source, reason }) => [uti, source.pageId, reason])).toEqual([
      [utiOf(1), 'zz-late', 'NOT_STANDING'],
      [utiOf(1), 'zz-other', 'NOT_STANDING'],
      [utiOf(2), 'zz-uti', 'NOT_STANDING'],
    ]);
  });
});

describe('a withdrawal', () => {
  const withdrawn = page('b', 'taken-back', withdrawing(on('sold')));

  it('takes a side away: it waits no longer, and the other side does', () => {
    const { index, result } = matched([withdrawn], matched([bought, wronglySold]).index);
    expect(result).toMatchObject({
      breaks: [],
      corrected: [{ kind: 'WITHDRAWN', source: { pageId: 'taken-back' }, corrected: { pageId: 'sold' } }],
    });
    expect(index.open).toMatchObject([{ source: { submitter: 'a' } }]);
    expect(index.withdrawn).toMatchObject([{ uti: utiOf(1), source: { pageId: 'taken-back' } }]);
  });

  it('leaves the UTI free to be stated anew, in the same match or later', () => {
    const anew = page('b', 'anew', statementOf(1, SELL));
    for (const outcome of [
      matched([bought, wronglySold, withdrawn, anew]),
      matched([anew], matched([withdrawn], matched([bought, wronglySold]).index).index),
    ]) {
      expect(outcome.index).toMatchObject({ matched: [utiOf(1)], open: [], withdrawn: [] });
    }
  });

  it("does nothing to the other firm's statement", () => {
    const { index } = matched([bought, page('b', 'taken-back', withdrawing(on('bought')))]);
    expect(index.open).toMatchObject([{ source: { submitter: 'a' } }]);
    expect(index.corrections).toMatchObject([{ source: { submitter: 'b' } }]);
  });
});
