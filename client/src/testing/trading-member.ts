import { Members } from '../consortium/members';
import type { Engine } from '../engine/engine';
import type { DocumentStore } from '../store/document-store';
import { MemoryDocumentStore } from '../store/memory-store';
import { TradesFacade } from '../trades/trades';
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
  return { trades: new TradesFacade(engine, new Members(engine), store, id), transport, store, engine };
}
