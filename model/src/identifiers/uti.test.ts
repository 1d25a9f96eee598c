import { isUti } from './uti';

const lei = '5493001KJTIIGC8Y1R12';

describe('a Unique Transaction Identifier (ISO 23897)', () => {
  it.each([`${lei}1`, `${lei}${'Z9'.repeat(16)}`])('%s is one: an LEI and up to 32 characters', (uti) => {
    expect(isUti(uti)).toBe(true);
  });

  it.each([lei, `${lei}${'Z'.repeat(33)}`, `${lei}a`, `${lei}-1`, `5493001KJTIIGC8Y1R13X1`, ''])(
    '"%s" is none',
    (uti) => {
      expect(isUti(uti)).toBe(false);
    },
  );
});
