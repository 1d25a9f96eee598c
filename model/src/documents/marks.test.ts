import { markText } from './marks';

const salt = '5a'.repeat(32);

describe('a mark', () => {
  it('has another text for another record, type or day, so that no hash tells which belong together', () => {
    const texts = [
      markText('open-instruction', salt),
      markText('ended-instruction', salt),
      markText('failed-instruction', salt, '2026-03-10'),
      markText('failed-instruction', salt, '2026-03-11'),
      markText('failed-instruction', '5b'.repeat(32), '2026-03-11'),
    ];
    expect(new Set(texts).size).toBe(texts.length);
  });
});
