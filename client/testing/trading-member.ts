import { Members } from '../src/consortium/governance/members';
import type { ContractClient } from '../src/core/submit/contract-client';
import { Receipts } from '../src/interfirm/receipts/make-receipt';
import type { DocumentStore } from '../src/core/documents/document-store';
import { MemoryDocumentStore } from '../src/core/documents/memory-store';
import { TradesFacade } from '../src/interfirm/trades/trades-facade';
import { LedgerTransport, type FakeLedger } from './ledger-transport';
import { contractsOver } from './scripted-contracts';

/** A member of a {@link FakeLedger}: its trades, and what lies under them. */
export interface TradingMember {
  readonly trades: TradesFacade;
  readonly transport: LedgerTransport;
  readonly store: DocumentStore;
  readonly contracts: ContractClient;
}

export function tradingMember(
  ledger: FakeLedger,
  id: string,
  store: DocumentStore = new MemoryDocumentStore(),
): TradingMember {
  const transport = new LedgerTransport(ledger);
  // The fake ledger refuses in the name of this organisation.
  const { contracts } = contractsOver('nhMSP', transport);
  const receipts = new Receipts(contracts, 'nhMSP', {
    channel: 'interfirm',
    chaincode: 'jangbu',
    member: id,
    certificate: 'a certificate',
    sign: () => Promise.resolve(new Uint8Array(64)),
  });
  const parts = { contracts, members: new Members(contracts), store, ownId: id, receipts };
  return { trades: new TradesFacade(parts), transport, store, contracts };
}
