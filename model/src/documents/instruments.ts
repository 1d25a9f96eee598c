import { Type, type Static } from '@sinclair/typebox';
import { Checker } from '../schema/checker';
import { closed, Currency, Isin, oneOf, lineOfText } from '../schema/fields';

/** Classes of instruments, which settle by rules of their own. */
export const InstrumentKind = oneOf('EQUITY', 'FUND', 'BOND');
export type InstrumentKind = Static<typeof InstrumentKind>;

const Scale = Type.Integer({ minimum: 0, maximum: 12 });

/** A security that may be traded on the ledger. */
export const Instrument = closed({
  isin: Isin,
  name: closed({
    en: lineOfText(100),
    ko: lineOfText(100),
  }),
  kind: InstrumentKind,
  /** Decimal places of a quantity: "1234" at scale 2 is 12.34. */
  quantityScale: Scale,
  /** Decimal places of a price for one whole unit. */
  priceScale: Scale,
  /** ISO 4217. */
  currency: Currency,
  status: oneOf('ACTIVE', 'SUSPENDED', 'MATURED'),
});
export type Instrument = Static<typeof Instrument>;

export const InstrumentDocument = closed({
  type: Type.Literal('instrument'),
  version: Type.Literal(1),
  instrument: Instrument,
});
export type InstrumentDocument = Static<typeof InstrumentDocument>;

/** Into how many parts the register of instruments is cut (see `shardOf`). */
export const InstrumentRegister = closed({
  type: Type.Literal('instrument-register'),
  version: Type.Literal(1),
  parts: Type.Integer({ minimum: 1 }),
});
export type InstrumentRegister = Static<typeof InstrumentRegister>;

/** Instruments in short, by ISIN: currency, status, kind, and the scales of quantity and price. */
export const InstrumentsInShort = Type.Record(
  Isin,
  Type.Tuple([Currency, Instrument.properties.status, InstrumentKind, Scale, Scale]),
);
export type InstrumentsInShort = Static<typeof InstrumentsInShort>;

/**
 * A part of the register. A private transaction reads parts and never an instrument's own key, because the keys that
 * a transaction reads stand in its block for everyone to see: a part tells no more than that it is one of hundreds.
 */
export const InstrumentPart = closed({
  type: Type.Literal('instrument-part'),
  version: Type.Literal(1),
  part: Type.Integer({ minimum: 0 }),
  instruments: InstrumentsInShort,
});
export type InstrumentPart = Static<typeof InstrumentPart>;

export const instrumentChecker = new Checker(Instrument);
export const instrumentDocumentChecker = new Checker(InstrumentDocument);
export const instrumentRegisterChecker = new Checker(InstrumentRegister);
export const instrumentPartChecker = new Checker(InstrumentPart);
