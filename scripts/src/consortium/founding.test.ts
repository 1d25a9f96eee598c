import { foundingActions } from './founding';

test('the founding vote grants roles, and issuing under the URLs of the file', () => {
  const members = [
    { id: 'kofia', roles: ['supervisor', 'custodian'] },
    { id: 'nh', roles: [], issuer: 'https://nh.example' },
    { id: 'sk', roles: [] },
  ] as const;
  expect(foundingActions({ members, instruments: [] })).toEqual([
    { kind: 'GRANT_ROLE', member: 'kofia', role: 'supervisor' },
    { kind: 'GRANT_ROLE', member: 'kofia', role: 'custodian' },
    { kind: 'GRANT_ISSUER', member: 'nh', iss: 'https://nh.example' },
  ]);
});
