import { IDENTIFICATION_CLAIM_NAMES, INVESTOR_CLAIM_NAMES } from './investor-claims';
import { identifiedInvestorType } from './record-id';

const neverDisclosable = ['iss', 'vct', 'cnf', 'status', 'sub', 'nbf', 'exp'] as const;

/**
 * Type metadata of the consortium's credential (SD-JWT VC draft §6). It is shipped with the SDK; nobody
 * fetches it, so that no server learns who verifies what.
 */
export const identifiedInvestorMetadata = {
  vct: identifiedInvestorType,
  name: 'Identified investor',
  description:
    'A member firm confirmed the real name of an investor. A login; no proof for opening accounts.',
  display: [
    { locale: 'ko-KR', name: '본인확인 투자자', description: '회원사가 실지명의를 확인한 투자자' },
    { locale: 'en', name: 'Identified investor' },
  ],
  claims: [
    ...neverDisclosable.map((name) => ({ path: [name], mandatory: true, sd: 'never' as const })),
    ...IDENTIFICATION_CLAIM_NAMES.map((name) => ({ path: [name], mandatory: true, sd: 'always' as const })),
    ...INVESTOR_CLAIM_NAMES.map((name) => ({ path: [name], mandatory: false, sd: 'always' as const })),
  ],
} as const;
