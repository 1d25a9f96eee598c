import { Members } from '../src/consortium/members';
import type { Engine } from '../src/engine/engine';
import { Receipts } from '../src/receipts/make-receipt';
import type { DocumentStore } from '../src/store/document-store';
import { MemoryDocumentStore } from '../src/store/memory-store';
import { TradesFacade } from '../src/trades/trades';
import { LedgerTransport, type FakeLedger } from './ledger-transport';
import { engineOver } from './scripted-engine';

/** A member of a {@link FakeLedger}: its trades, and what lies under them. */
export interface TradingMember {
  readonly trades: TradesFacade;
  readonly transport: LedgerTransport;
  readonly store: DocumentStore;
  readonly engine: Engine;
}

export function tradingMember(
  ledger: FakeLedger,
  id: string,
  store: DocumentStore = new MemoryDocumentStore(),
): TradingMember {
  const transport = new LedgerTransport(ledger);
  // The fake ledger refuses in the name of this organisation.
  const { engine } = engineOver('nhMSP', transport);
  const receipts = new Receipts(engine, 'nhMSP', {
    channel: 'interfirm',
    chaincode: 'jangbu',
    member: id,
    certificate: 'a certificate',
    sign: () => Promise.resolve(new Uint8Array(64)),
  });
  const parts = { engine, members: new Members(engine), store, ownId: id, receipts };
  return { trades: new TradesFacade(parts), transport, store, engine };
}
