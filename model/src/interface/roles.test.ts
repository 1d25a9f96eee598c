import { clientRoles, nodeOuAmong, nodeOus, rolesOfNodeOu } from './roles';

test('of the organisational units in a subject one says what its holder is, or none does', () => {
  expect(nodeOuAmong(['client'])).toBe('client');
  expect(nodeOuAmong(['org1', 'admin', 'department1'])).toBe('admin');
  for (const units of [[], ['finance'], ['Admin'], ['admin '], ['client', 'admin'], ['admin', 'admin']]) {
    expect(nodeOuAmong(units)).toBeUndefined();
  }
});

test('each role belongs to one node OU, and none to those of nodes', () => {
  const given = nodeOus.flatMap(rolesOfNodeOu);
  expect([...given].sort()).toEqual([...clientRoles].sort());
  expect([rolesOfNodeOu('peer'), rolesOfNodeOu('orderer')]).toEqual([[], []]);
});
