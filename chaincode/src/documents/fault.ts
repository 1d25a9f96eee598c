/**
 * Something went wrong that is no refusal: the peer could not answer, or what stands on the ledger is
 * not what the contracts write there. Its message may be told to anyone: it never quotes a document.
 */
export class LedgerFault extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'LedgerFault';
  }
}
