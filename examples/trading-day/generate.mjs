// Makes the trading day of this folder: each firm's own file, and what is wrong with them.
//   node examples/trading-day/generate.mjs
// The same consortium file gives the same day: the only randomness is a seeded generator.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadConsortium } from '@jangbu/network';

const FOLDER = dirname(fileURLToPath(import.meta.url));
const TRADE_DATE = '2026-11-24';
const NEXT_DAY = '2026-11-25';
const SETTLEMENT_DATE = '2026-11-26';
const COUNTERPARTIES_EACH = 6;
const TRADES_IN_ALL = 4200;

/** Closing prices as they might be, in won; the size of the price decides the tick. */
const PRICES = {
  '005930': 98_700,
  '000660': 562_000,
  373220: 431_500,
  207940: 1_218_000,
  '005380': 262_000,
  '000270': 114_300,
  '068270': 186_200,
  105560: 122_900,
  '055550': 78_100,
  '035420': 247_500,
  '035720': 58_800,
  '028260': 214_000,
  '012330': 306_500,
  '005490': 311_000,
  '051910': 372_000,
  '006400': 298_500,
  '086790': 93_600,
  316140: 26_150,
  '015760': 46_350,
  '032830': 156_800,
  '017670': 53_900,
  '030200': 50_400,
  '033780': 142_300,
  '066570': 88_900,
  '003550': 79_500,
  '096770': 108_700,
  '009150': 231_500,
  '018260': 171_900,
  '010130': 1_021_000,
  '090430': 121_600,
  '000810': 455_000,
  '034020': 78_300,
  '012450': 902_000,
  '069500': 56_780,
  102110: 56_900,
  122630: 38_215,
  114800: 2_905,
  '010950': 68_400,
  '011170': 77_900,
  '003490': 24_350,
};

function tickOf(price, kind = 'EQUITY') {
  if (kind === 'FUND') return price < 2_000 ? 1 : 5;
  const steps = [
    [2_000, 1],
    [5_000, 5],
    [20_000, 10],
    [50_000, 50],
    [200_000, 100],
    [500_000, 500],
  ];
  return steps.find(([below]) => price < below)?.[1] ?? 1_000;
}

/** A small seeded generator (mulberry32): numbers from zero up to one. */
function generator(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const random = generator(20161207);
const below = (n) => Math.floor(random() * n);
const pick = (list) => list[below(list.length)];

const consortium = await loadConsortium(join(FOLDER, '../../network/consortium.yaml'));
const firms = consortium.members.filter((member) => !member.roles.includes('supervisor'));
const equities = consortium.instruments.filter((instrument) => instrument.status === 'ACTIVE');

function pairs() {
  const found = [];
  for (let step = 1; step <= COUNTERPARTIES_EACH / 2; step += 1) {
    const distance = step * step; // 1, 4, 9: each firm has six different counterparties
    firms.forEach((firm, i) => found.push([firm, firms[(i + distance) % firms.length]]));
  }
  return found;
}

function instrumentAndPrice() {
  // The large names trade most: the square of a uniform number leans to the front of the list.
  const instrument = equities[Math.floor(random() ** 2 * equities.length)];
  const base = PRICES[instrument.isin.slice(3, 9)] ?? 50_000;
  const tick = tickOf(base, instrument.kind);
  return { instrument, price: Math.round((base * (0.98 + random() * 0.04)) / tick) * tick };
}

let serial = 0;

function makeTrade([one, other]) {
  serial += 1;
  const [seller, buyer] = random() < 0.5 ? [one, other] : [other, one];
  const { instrument, price } = instrumentAndPrice();
  const worth = 10 ** (6.7 + random() * 2.3); // five million to a billion won
  const quantity = Math.max(10, Math.round(worth / price / 10) * 10);
  return {
    uti: `${seller.lei}${TRADE_DATE.replaceAll('-', '')}${String(serial).padStart(6, '0')}`,
    seller,
    buyer,
    isin: instrument.isin,
    quantity,
    price,
  };
}

const kind = () => (random() < 0.35 ? 'HOUSE' : 'CLIENT');

function statement(trade, side) {
  const firm = side === 'SELL' ? trade.seller : trade.buyer;
  const counterparty = side === 'SELL' ? trade.buyer : trade.seller;
  return {
    firm: firm.id,
    uti: trade.uti,
    counterparty: counterparty.id,
    trade_date: TRADE_DATE,
    side,
    isin: trade.isin,
    quantity: trade.quantity,
    price: trade.price,
    currency: 'KRW',
    amount: trade.quantity * trade.price,
    settlement_date: SETTLEMENT_DATE,
    account_kind: kind(),
    reference: `${firm.id.toUpperCase().slice(0, 8)}-${String(serial).padStart(6, '0')}${side[0]}`,
  };
}

const otherIsin = (isin) => pick(equities.filter((each) => each.isin !== isin)).isin;

/** How a clerk, a system or a fee goes wrong, and what the other firm then sees. */
const MISTAKES = {
  SIDE: (s) => ({ ...s, side: s.side === 'BUY' ? 'SELL' : 'BUY' }),
  ISIN: (s) => ({ ...s, isin: otherIsin(s.isin) }),
  'QUANTITY;AMOUNT': (s) => ({ ...s, quantity: s.quantity * 10, amount: s.quantity * 10 * s.price }),
  QUANTITY: (s) => ({ ...s, quantity: s.quantity + 10 }),
  'PRICE;AMOUNT': (s) => ({
    ...s,
    price: s.price + tickOf(s.price),
    amount: s.quantity * (s.price + tickOf(s.price)),
  }),
  PRICE: (s) => ({ ...s, price: s.price - tickOf(s.price) }),
  AMOUNT: (s) => ({ ...s, amount: s.amount + Math.round(s.amount * 0.00015) }),
  SETTLEMENT_DATE: (s) => ({ ...s, settlement_date: NEXT_DAY }),
  'ISIN;SETTLEMENT_DATE': (s) => ({ ...s, isin: otherIsin(s.isin), settlement_date: NEXT_DAY }),
};
const EACH_MISTAKE = 6;

/** What the contract does not even record. */
const REFUSED = {
  // A real security that is not listed on this ledger.
  INSTRUMENT_UNKNOWN: (s) => ({ ...s, isin: 'US0378331005' }),
  CURRENCY_NOT_OF_INSTRUMENT: (s) => ({ ...s, currency: 'USD' }),
  INVALID: (s) => ({ ...s, isin: `${s.isin.slice(0, 11)}${(Number(s.isin[11]) + 1) % 10}` }),
};

const statements = [];
const expected = [];

function expectRow(uti, outcome, firm, counterparty, codes) {
  expected.push({ uti, outcome, firm, counterparty, codes });
}

/** The deliberate breaks, each in a trade of its own. */
const plan = [
  ...Object.keys(MISTAKES).flatMap((codes) =>
    Array.from({ length: EACH_MISTAKE }, () => ({ outcome: 'BREAK', codes })),
  ),
  ...Array.from({ length: 12 }, () => ({ outcome: 'WAITING', codes: '' })),
  ...Array.from({ length: 5 }, () => ({ outcome: 'REFUSED', codes: 'UTI_REPEATED' })),
  ...Array.from({ length: 4 }, () => ({ outcome: 'REFUSED', codes: 'INSTRUMENT_UNKNOWN' })),
  ...Array.from({ length: 4 }, () => ({ outcome: 'REFUSED', codes: 'CURRENCY_NOT_OF_INSTRUMENT' })),
  ...Array.from({ length: 3 }, () => ({ outcome: 'REFUSED', codes: 'INVALID' })),
];

function spoil(right, wrong, { outcome, codes }) {
  switch (outcome) {
    case 'BREAK':
      statements.push(right, MISTAKES[codes](wrong));
      return expectRow(wrong.uti, outcome, wrong.firm, wrong.counterparty, codes);
    case 'WAITING':
      statements.push(right);
      return expectRow(right.uti, outcome, right.firm, right.counterparty, '');
    default: {
      if (codes === 'UTI_REPEATED') {
        // The firm's file has the trade twice: the first is taken and matches, the second is refused.
        statements.push(right, wrong, { ...wrong, reference: `${wrong.reference}2`, repeated: true });
        return expectRow(wrong.uti, outcome, wrong.firm, wrong.counterparty, codes);
      }
      statements.push(right, REFUSED[codes](wrong));
      expectRow(wrong.uti, outcome, wrong.firm, wrong.counterparty, codes);
      return expectRow(right.uti, 'WAITING', right.firm, right.counterparty, '');
    }
  }
}

const allPairs = pairs();
const spoiledAt = new Map(
  plan.map((mistake, i) => [Math.floor(((i + 0.5) * TRADES_IN_ALL) / plan.length), mistake]),
);
for (let i = 0; i < TRADES_IN_ALL; i += 1) {
  const trade = makeTrade(allPairs[(i * 17 + below(9)) % allPairs.length]);
  const sides = [statement(trade, 'SELL'), statement(trade, 'BUY')];
  const mistake = spoiledAt.get(i);
  if (mistake) spoil(...(random() < 0.5 ? sides : sides.reverse()), mistake);
  else statements.push(...sides);
}

function csv(columns, rows) {
  return (
    [columns.join(','), ...rows.map((row) => columns.map((column) => row[column]).join(','))].join('\n') +
    '\n'
  );
}

const COLUMNS = [
  'uti',
  'counterparty',
  'trade_date',
  'side',
  'isin',
  'quantity',
  'price',
  'currency',
  'amount',
  'settlement_date',
  'account_kind',
  'reference',
];
for (const firm of firms) {
  // Each firm's system lists its trades in an order of its own; what it states twice comes last.
  const own = statements.filter((each) => each.firm === firm.id);
  const order = new Map(own.map((each) => [each, each.repeated ? 2 : random()]));
  own.sort((a, b) => order.get(a) - order.get(b));
  writeFileSync(join(FOLDER, `${firm.id}.csv`), csv(COLUMNS, own));
}
expected.sort((a, b) => (a.uti + a.outcome < b.uti + b.outcome ? -1 : 1));
writeFileSync(
  join(FOLDER, 'expected.csv'),
  csv(['uti', 'outcome', 'firm', 'counterparty', 'codes'], expected),
);
process.stdout.write(
  `${firms.length} firms, ${allPairs.length} pairs, ${TRADES_IN_ALL} trades, ${statements.length} statements, ${expected.length} things wrong\n`,
);
