import type { PageEntry, TradeStatement } from '../documents/trade-statements';
import { statementOf, utiOf } from '../../testing/statements';
import { match, type MatchOutcome, type StatedPage } from './match';
import type { MatchState } from './state';

const SELL = { side: 'SELL' } as const;

function matched(pages: readonly StatedPage[], state?: MatchState): MatchOutcome {
  return match({
    pair: ['a', 'b'],
    tradeDate: '2026-03-11',
    state,
    pages,
    amountTolerance: 0n,
    businessDay: '2026-03-11',
    matchedBy: 'a',
    salt: '1'.repeat(64),
  });
}

/** Takes pages in one after the other, a match each. */
function oneByOne(...pages: readonly StatedPage[]): MatchState | undefined {
  return pages.reduce<MatchState | undefined>((state, each) => matched([each], state).state, undefined);
}

function page(submitter: string, pageId: string, ...trades: PageEntry[]): StatedPage {
  return { submitter, pageId, trades };
}

function replacing(revision: number, statement: TradeStatement): PageEntry {
  return { ...statement, replaces: revision };
}

function withdrawing(revision = 1, n = 1): PageEntry {
  return { uti: utiOf(n), withdraws: revision };
}

const bought = page('a', 'bought', statementOf(1));
const wronglySold = page('b', 'sold', statementOf(1, { ...SELL, quantity: '90' }));
const mended = page('b', 'mended', replacing(1, statementOf(1, SELL)));

describe('a replacement', () => {
  it('of a statement that differs lets the two sides match', () => {
    const broken = matched([bought, wronglySold]);
    const { state, result } = matched([mended], broken.state);
    expect(result).toMatchObject({
      matched: [{ uti: utiOf(1), quantity: '100', sources: [{ pageId: 'bought' }, { pageId: 'mended' }] }],
      breaks: [],
      corrected: [{ kind: 'REPLACED', source: { pageId: 'mended' }, corrected: { pageId: 'sold' } }],
      withoutEffect: [],
    });
    expect(state).toMatchObject({ matched: { [utiOf(1)]: 2 }, open: [] });
  });

  it('leaves a break where the new statement differs, too, and tells it', () => {
    const broken = matched([bought, wronglySold]);
    const worse = page('b', 'mended', replacing(1, statementOf(1, { ...SELL, price: '1' })));
    const { result } = matched([worse], broken.state);
    expect(result.breaks.map(({ differences }) => differences.map(({ code }) => code))).toEqual([['PRICE']]);
  });

  it('can be replaced in its turn, in one match or several, in whatever order', () => {
    const again = page('b', 'again', replacing(2, statementOf(1, { ...SELL, reference: 'R3' })));
    for (const state of [
      matched([again, mended, wronglySold]).state,
      oneByOne(wronglySold, mended, again),
      oneByOne(again, wronglySold, mended),
      oneByOne(mended, again, wronglySold),
    ]) {
      expect(state?.open).toMatchObject([
        { source: { pageId: 'again' }, revision: 3, statement: { reference: 'R3' } },
      ]);
    }
  });

  it('taken in together with what it corrects counts before the sides are compared', () => {
    const wrong = page('b', 'sold', statementOf(1, { ...SELL, reference: 'WRONG' }));
    expect(matched([bought, wrong, mended]).result.matched).toMatchObject([
      { sources: [{ pageId: 'bought' }, { pageId: 'mended' }] },
    ]);
  });

  it('that is taken in before what it corrects counts at once, and the other changes nothing', () => {
    const early = matched([mended]);
    const late = matched([wronglySold], early.state);
    expect(late.state.open).toEqual(early.state.open);
    expect(late.result.corrected).toMatchObject([
      { kind: 'REPLACED', source: { pageId: 'mended' }, corrected: { pageId: 'sold' } },
    ]);
  });

  it('of a trade that is matched has no effect, and is told', () => {
    const both = matched([bought, page('b', 'sold', statementOf(1, SELL))]);
    const { state, result } = matched([mended], both.state);
    expect(result).toMatchObject({
      corrected: [],
      withoutEffect: [{ uti: utiOf(1), source: { pageId: 'mended' }, reason: 'MATCHED' }],
    });
    expect(state.obligations).toEqual(both.state.obligations);
  });

  it('of the same revision as another has no effect: the first by page and position counts, in any order', () => {
    const other = page('b', 'zz-late', replacing(1, statementOf(1, { ...SELL, price: '1' })));
    for (const pages of [
      [wronglySold, mended, other],
      [other, mended, wronglySold],
      [mended, other, wronglySold],
    ]) {
      expect(oneByOne(...pages)?.open).toMatchObject([{ source: { pageId: 'mended' }, revision: 2 }]);
    }
    expect(matched([wronglySold, mended, other]).result.withoutEffect).toEqual([
      {
        uti: utiOf(1),
        source: { submitter: 'b', pageId: 'zz-late', position: 0 },
        reason: 'STATED_BEFORE',
      },
    ]);
  });
});

describe('a withdrawal', () => {
  const withdrawn = page('b', 'taken-back', withdrawing());

  it('takes a side away: it waits no longer, and the other side does', () => {
    const { state, result } = matched([withdrawn], matched([bought, wronglySold]).state);
    expect(result).toMatchObject({
      breaks: [],
      corrected: [{ kind: 'WITHDRAWN', source: { pageId: 'taken-back' }, corrected: { pageId: 'sold' } }],
    });
    expect(state.open).toMatchObject([{ source: { submitter: 'a' } }]);
    expect(state.withdrawn).toMatchObject([{ uti: utiOf(1), source: { pageId: 'taken-back' }, revision: 2 }]);
  });

  it('leaves the UTI free to be stated anew, whatever the order in which the three pages are taken', () => {
    const anew = page('b', 'anew', replacing(2, statementOf(1, SELL)));
    const [one, two, three] = [wronglySold, withdrawn, anew];
    for (const pages of [
      [one, two, three],
      [one, three, two],
      [two, one, three],
      [two, three, one],
      [three, one, two],
      [three, two, one],
    ]) {
      const state = oneByOne(...pages);
      expect(state?.open).toMatchObject([{ source: { pageId: 'anew' }, revision: 3 }]);
      expect(matched([bought], state).state).toMatchObject({
        matched: { [utiOf(1)]: 4 },
        open: [],
        withdrawn: [],
      });
    }
  });

  it("does nothing to the other firm's statement", () => {
    const { state } = matched([bought, withdrawn]);
    expect(state.open).toMatchObject([{ source: { submitter: 'a' } }]);
    expect(state.withdrawn).toMatchObject([{ source: { submitter: 'b' } }]);
  });

  it('stands where nothing was stated, so that a statement which comes late does not stand up again', () => {
    const state = oneByOne(withdrawn, wronglySold, bought);
    expect(state?.open).toMatchObject([{ source: { submitter: 'a' } }]);
  });
});
