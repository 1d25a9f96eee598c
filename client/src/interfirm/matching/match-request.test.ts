import { MATCH_PAGES_MAX } from '@jangbu/model';
import { byTurns, oneRequest } from './match-trades';
import type { ReadPage } from '../pages/page-archive';

const megabyte = 'x'.repeat(1024 * 1024);

function pages(count: number): ReadPage[] {
  return Array.from({ length: count }, () => ({ texts: { header: '', body: megabyte } }) as ReadPage);
}

function beside(bytes = 0, others = 0): { pages: number; bytes: number } {
  return { pages: others, bytes };
}

describe('one match request', () => {
  test('carries pages up to three megabytes', () => {
    expect(oneRequest(pages(5), beside())).toHaveLength(3);
    expect(oneRequest(pages(2), beside())).toHaveLength(2);
  });

  test('carries fewer beside a long index, and one at least', () => {
    expect(oneRequest(pages(5), beside(1.5 * megabyte.length))).toHaveLength(1);
    expect(oneRequest(pages(5), beside(9 * megabyte.length))).toHaveLength(1);
    expect(oneRequest([], beside())).toEqual([]);
  });

  test('carries no more pages than the contracts take', () => {
    expect(oneRequest(pages(5), beside(0, MATCH_PAGES_MAX - 2))).toHaveLength(2);
    expect(oneRequest(pages(5), beside(0, MATCH_PAGES_MAX))).toEqual([]);
  });

  test("takes both sides' pages by turns, however many each has", () => {
    const page = (submitter: string, pageId: string) => ({
      submitter,
      counterparty: '',
      tradeDate: '',
      pageId,
    });
    const [a1, a2, a3, b1] = [page('a', '1'), page('a', '2'), page('a', '3'), page('b', '1')] as const;
    expect(byTurns([a1, a2, a3, b1], ['a', 'b'])).toEqual([a1, b1, a2, a3]);
  });
});
