import { DisclosableClaims } from './investor-claims';
import { identifiedInvestorMetadata } from './type-metadata';
import { CredentialPayload } from './wire-profile';

function named(sd: 'always' | 'never'): string[] {
  return identifiedInvestorMetadata.claims
    .filter((claim) => claim.sd === sd)
    .flatMap(({ path }) => [...path])
    .sort();
}

test('the claims that the metadata calls disclosable are those of the schema', () => {
  expect(named('always')).toEqual(Object.keys(DisclosableClaims.properties).sort());
});

test('the claims that it calls never disclosable are those of the payload', () => {
  const payload = Object.keys(CredentialPayload.properties).filter((name) => !name.startsWith('_'));
  expect(named('never')).toEqual(payload.sort());
});
