// Makes the trading day in files/: each firm's own file, what is wrong with them, what is corrected the same
// day (corrections/), and what the firms have in custody to settle with (custody.csv).
//   node examples/trading-day/generate.mjs
// The same consortium file gives the same day: the only randomness is a seeded generator.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadConsortium } from '@jangbu/network';

const HERE = dirname(fileURLToPath(import.meta.url));
const FOLDER = join(HERE, 'files');
const TRADE_DATE = '2026-11-24';
const NEXT_DAY = '2026-11-25';
const SETTLEMENT_DATE = '2026-11-26';
const COUNTERPARTIES_EACH = 6;
const TRADES_IN_ALL = 4200;
const BOND_TRADES = 120;
const INSTRUMENTS_OF_A_PAIR = 6;

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

/** Treasury bonds: clean prices of 10,000 won of face value, in hundredths of a won, and yearly coupons in basis points. */
const BONDS = {
  KR103502G990: { clean: 742_150, coupon: 112.5, accruedDays: 75 },
  KR103502GA34: { clean: 611_480, coupon: 150, accruedDays: 75 },
  KR103503GG60: { clean: 1_043_900, coupon: 425, accruedDays: 167 },
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

const consortium = await loadConsortium(join(HERE, '../../network/consortium.yaml'));
const firms = consortium.members.filter((member) => !member.roles.includes('supervisor'));
const active = consortium.instruments.filter((instrument) => instrument.status === 'ACTIVE');
const equities = active.filter(({ kind }) => kind !== 'BOND');
const bonds = active.filter(({ isin }) => isin in BONDS);

function pairs() {
  const found = [];
  for (let step = 1; step <= COUNTERPARTIES_EACH / 2; step += 1) {
    const distance = step * step; // 1, 4, 9: each firm has six different counterparties
    firms.forEach((firm, i) => found.push([firm, firms[(i + distance) % firms.length]]));
  }
  return found;
}

/** What is drawn once for a name stays drawn. */
function remembered(draw) {
  const known = new Map();
  return (...parts) => {
    const name = parts.map((part) => part.id ?? part).join();
    if (!known.has(name)) known.set(name, draw());
    return known.get(name);
  };
}

/** The instruments in which two firms deal with each other: the large names most. */
const bookOf = remembered(() =>
  Array.from({ length: INSTRUMENTS_OF_A_PAIR }, () => equities[Math.floor(random() ** 2 * equities.length)]),
);

function instrumentAndPrice([one, other]) {
  const instrument = pick(bookOf(one, other));
  const base = PRICES[instrument.isin.slice(3, 9)] ?? 50_000;
  const tick = tickOf(base, instrument.kind);
  return { instrument, price: Math.round((base * (0.98 + random() * 0.04)) / tick) * tick };
}

let serial = 0;

/** A UTI, and who sells to whom. */
function makeDeal([one, other]) {
  serial += 1;
  const [seller, buyer] = random() < 0.5 ? [one, other] : [other, one];
  const uti = `${seller.lei}${TRADE_DATE.replaceAll('-', '')}${String(serial).padStart(6, '0')}`;
  return { uti, seller, buyer };
}

function makeTrade(pair) {
  const deal = makeDeal(pair);
  const { instrument, price } = instrumentAndPrice(pair);
  const worth = 10 ** (6.7 + random() * 2.3); // five million to a billion won
  const quantity = Math.max(10, Math.round(worth / price / 10) * 10);
  const amount = quantity * price;
  return { ...deal, isin: instrument.isin, quantity, price, amount, settlementDate: SETTLEMENT_DATE };
}

/** Interest of one unit from the last coupon to the settlement date, in hundredths of a won. */
function accruedOf({ coupon, accruedDays }) {
  return Math.floor((coupon * 100 * accruedDays) / 365);
}

/** A bond trade: dirty price, clean price and interest apart; it settles on the next day. */
function makeBondTrade(pair) {
  const deal = makeDeal(pair);
  const { isin } = pick(bonds);
  const cleanPrice = Math.round(BONDS[isin].clean * (0.995 + random() * 0.01));
  const accrued = accruedOf(BONDS[isin]);
  const quantity = (1 + below(50)) * 10_000; // a hundred million to five billion won of face value
  const price = cleanPrice + accrued;
  return {
    ...deal,
    isin,
    quantity,
    price,
    amount: Math.floor((quantity * price) / 100),
    settlementDate: NEXT_DAY,
    cleanPrice,
    accruedInterest: Math.floor((quantity * accrued) / 100),
  };
}

/** For whom a firm deals with another in an instrument: itself, or its customers. */
const kindOf = remembered(() => (random() < 0.35 ? 'HOUSE' : 'CLIENT'));

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
    amount: trade.amount,
    settlement_date: trade.settlementDate,
    account_kind: kindOf(firm, counterparty, trade.isin),
    reference: `${firm.id.toUpperCase().slice(0, 8)}-${String(serial).padStart(6, '0')}${side[0]}`,
    clean_price: trade.cleanPrice ?? '',
    accrued_interest: trade.accruedInterest ?? '',
  };
}

const otherIsin = (isin) => pick(equities.filter((each) => each.isin !== isin)).isin;

/** How a clerk, a system or a fee goes wrong, and what the other firm then sees. */
const MISTAKES = {
  SIDE: (s) => ({ ...s, side: s.side === 'BUY' ? 'SELL' : 'BUY' }),
  ISIN: (s) => ({ ...s, isin: otherIsin(s.isin) }),
  'QUANTITY;AMOUNT': (s) => ({ ...s, quantity: s.quantity * 10, amount: s.quantity * 10 * s.price }),
  // A split of shares taken into account a day early: the money is the same.
  'QUANTITY;PRICE': (s) => ({ ...s, quantity: s.quantity * 2, price: Math.round(s.price / 2) }),
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

/** A bond's interest counted one day too far: the dirty price and the amount are agreed, the parts are not. */
const BOND_MISTAKES = {
  'CLEAN_PRICE;ACCRUED_INTEREST': (s) => {
    const { coupon, accruedDays } = BONDS[s.isin];
    const accrued = accruedOf({ coupon, accruedDays: accruedDays + 1 });
    const accruedInterest = Math.floor((s.quantity * accrued) / 100);
    return { ...s, clean_price: s.price - accrued, accrued_interest: accruedInterest };
  },
};
const BOND_MISTAKES_IN_ALL = 4;
const CANCELLATIONS = 3;

/** What the contract does not even record. */
const REFUSED = {
  // A real security that is not listed on this ledger.
  INSTRUMENT_UNKNOWN: (s) => ({ ...s, isin: 'US0378331005' }),
  CURRENCY_NOT_OF_INSTRUMENT: (s) => ({ ...s, currency: 'USD' }),
  INVALID: (s) => ({ ...s, isin: `${s.isin.slice(0, 11)}${(Number(s.isin[11]) + 1) % 10}` }),
};

const statements = [];
const corrections = [];
const expected = [];

/** Every other mistake is corrected on the same day: the firm that made it states its side again, as it is right. */
let mistakes = 0;
function correct(right) {
  mistakes += 1;
  const corrected = mistakes % 2 === 1;
  if (corrected) corrections.push(right);
  return corrected ? 'yes' : '';
}

function expectRow(uti, outcome, firm, counterparty, codes, corrected) {
  expected.push({ uti, outcome, firm, counterparty, codes, corrected });
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
      statements.push(right, { ...MISTAKES, ...BOND_MISTAKES }[codes](wrong));
      return expectRow(wrong.uti, outcome, wrong.firm, wrong.counterparty, codes, correct(wrong));
    case 'WAITING':
      statements.push(right);
      return expectRow(right.uti, outcome, right.firm, right.counterparty, '', correct(wrong));
    default: {
      if (codes === 'UTI_REPEATED') {
        // The firm's file has the trade twice: the first is taken and matches, the second is refused.
        statements.push(right, wrong, { ...wrong, reference: `${wrong.reference}2`, repeated: true });
        return expectRow(wrong.uti, outcome, wrong.firm, wrong.counterparty, codes, '');
      }
      statements.push(right, REFUSED[codes](wrong));
      const corrected = correct(wrong);
      expectRow(wrong.uti, outcome, wrong.firm, wrong.counterparty, codes, corrected);
      return expectRow(right.uti, 'WAITING', right.firm, right.counterparty, '', corrected);
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
for (let i = 0; i < BOND_TRADES; i += 1) {
  const trade = makeBondTrade(pick(allPairs));
  const sides = [statement(trade, 'SELL'), statement(trade, 'BUY')];
  const codes = 'CLEAN_PRICE;ACCRUED_INTEREST';
  if (i % (BOND_TRADES / BOND_MISTAKES_IN_ALL) === 7) spoil(...sides, { outcome: 'BREAK', codes });
  else statements.push(...sides);
}

/** A firm's customers and its own book each have more of everything than they can owe: what they sold, and paid, gross. */
function custody() {
  const sold = new Map();
  const add = (firm, instrument, accountKind, amount) => {
    const name = [firm, instrument, accountKind].join();
    const { amount: before = 0, trades = 0 } = sold.get(name) ?? {};
    sold.set(name, {
      firm,
      instrument,
      account_kind: accountKind,
      amount: before + amount,
      trades: trades + 1,
    });
  };
  const known = new Set(active.map(({ isin }) => isin));
  for (const { firm, side, isin, quantity, amount, account_kind } of [...statements, ...corrections]) {
    if (!known.has(isin)) continue;
    if (side === 'SELL') add(firm, isin, account_kind, quantity);
    else add(firm, 'KRW', account_kind, amount);
  }
  return [...sold.values()].sort((a, b) => (a.firm + a.instrument < b.firm + b.instrument ? -1 : 1));
}

/** One firm has sold, and not bought, what its custodian receives a day late: these deliveries fail and roll. */
function withLateDelivery(rows) {
  const spoiled = new Set(expected.map(({ uti }) => uti));
  const candidates = rows.filter(({ firm, instrument, account_kind }) => {
    const own = statements.filter(
      (each) => each.firm === firm && each.isin === instrument && each.account_kind === account_kind,
    );
    return own.every(({ side, uti }) => side === 'SELL' && !spoiled.has(uti)) && own.length > 0;
  });
  const [late] = candidates.sort((a, b) => a.trades - b.trades);
  return rows.map((row) => ({ ...row, arrives: row === late ? 1 : 0 }));
}

/** Trades that both firms find, later in the day, should not have been made: they cancel them. Nothing late is among them. */
function cancellations(custodyRows) {
  const spoiled = new Set(expected.map(({ uti }) => uti));
  const late = custodyRows.find(({ arrives }) => arrives > 0);
  return statements
    .filter(({ side, uti, isin }) => side === 'SELL' && !spoiled.has(uti) && isin !== late.instrument)
    .slice(0, CANCELLATIONS)
    .map(({ uti, firm, counterparty }) => ({ uti, firm, counterparty }));
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
  'clean_price',
  'accrued_interest',
];
rmSync(join(FOLDER, 'corrections'), { recursive: true, force: true });
mkdirSync(join(FOLDER, 'corrections'));
for (const firm of firms) {
  // Each firm's system lists its trades in an order of its own; what it states twice comes last.
  const own = statements.filter((each) => each.firm === firm.id);
  const order = new Map(own.map((each) => [each, each.repeated ? 2 : random()]));
  own.sort((a, b) => order.get(a) - order.get(b));
  writeFileSync(join(FOLDER, `${firm.id}.csv`), csv(COLUMNS, own));
  const corrected = corrections.filter((each) => each.firm === firm.id);
  if (corrected.length > 0) {
    writeFileSync(join(FOLDER, 'corrections', `${firm.id}.csv`), csv(COLUMNS, corrected));
  }
}
const custodyRows = withLateDelivery(custody());
writeFileSync(
  join(FOLDER, 'custody.csv'),
  csv(['firm', 'instrument', 'account_kind', 'amount', 'arrives'], custodyRows),
);
writeFileSync(
  join(FOLDER, 'cancellations.csv'),
  csv(['uti', 'firm', 'counterparty'], cancellations(custodyRows)),
);
expected.sort((a, b) => (a.uti + a.outcome < b.uti + b.outcome ? -1 : 1));
writeFileSync(
  join(FOLDER, 'expected.csv'),
  csv(['uti', 'outcome', 'firm', 'counterparty', 'codes', 'corrected'], expected),
);
process.stdout.write(
  `${firms.length} firms, ${allPairs.length} pairs, ${TRADES_IN_ALL + BOND_TRADES} trades, ${corrections.length} corrections, ${custodyRows.length} lots in custody, ${statements.length} statements, ${expected.length} things wrong\n`,
);
