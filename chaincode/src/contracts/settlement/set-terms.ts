import { PHASES, sha256Hex, termsRequestChecker, transient } from '@jangbu/model';
import { parseDocument } from '../../documents/parse';
import { readTermsHashes, termsWrite } from '../../ledger/settlement/terms';
import { partiesOf } from '../../rules/consortium/membership';
import { requireStanding } from '../../rules/records/held';
import { readTerms, termsNamed } from '../../rules/settlement/terms';
import { ALREADY_RECORDED, isNew, privateTransaction, RECORDED } from '../execution/private-transaction';

/** Records a firm's word on how it settles with another one, in the place of its former one. */
export const setTerms = privateTransaction({
  parse: (sent) => readTerms(parseDocument('terms-request', termsRequestChecker, sent(transient.request))),
  sender: ({ terms }) => ({ kind: 'MEMBER', members: [terms.member], role: 'trader' }),
  parties: ({ terms }, members) => partiesOf(terms.pair, members),
  phases: PHASES,
  before: async ({ request: { terms, text }, state, holders }) => {
    const hashes = await readTermsHashes(state, holders, terms.pair, terms.member);
    const hash = sha256Hex(text);
    return hashes.every((held) => held.hash === hash) ? ALREADY_RECORDED : isNew(hashes);
  },
  read: () => Promise.resolve(undefined),
  rests: ({ request: { terms, previous }, standing }) => [
    () => {
      requireStanding(previous, standing, termsNamed(terms.pair, terms.member));
    },
  ],
  decide: ({ request: { terms }, holders }) => ({ answer: RECORDED, writes: [termsWrite(holders, terms)] }),
});
