import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { newMember } from '../../testing/own-folder';
import { descriptorSchemaText } from '../channel/descriptor';
import { madeUpLei } from '../consortium/founding-list';
import { MemberFileError, parseMemberFile } from './member-file';
import { newMemberFileText } from './new-member-file';
import { memberFileSchemaText } from './schema';

const text = newMemberFileText(newMember('nh'));

function problemsOf(changed: string): readonly { readonly line: number; readonly message: string }[] {
  try {
    parseMemberFile(changed, 'member.yaml');
  } catch (error) {
    if (error instanceof MemberFileError) return error.problems;
    throw error;
  }
  return [];
}

/** The file with one passage replaced; the passage must be there. */
function withChange(passage: string, replacement: string): string {
  expect(text).toContain(passage);
  return text.replace(passage, replacement);
}

/** Line, from 1, of the first that holds the passage. */
function lineOf(whole: string, passage: string): number {
  return whole.slice(0, whole.indexOf(passage)).split('\n').length;
}

describe('a member.yaml', () => {
  it('is, when new, one that can be read: nodes at the host given, nothing private open to others', () => {
    const { peers, consenters, contracts } = parseMemberFile(text, 'member.yaml');
    expect(peers).toEqual([
      {
        name: 'peer0.nh.example',
        listen: '0.0.0.0:7051',
        address: '10.1.2.3:7051',
        chaincode: '127.0.0.1:7052',
        operations: '127.0.0.1:9443',
      },
    ]);
    expect(consenters).toMatchObject([{ address: '10.1.2.3:7050', admin: '127.0.0.1:9543' }]);
    expect(contracts).toEqual({ mode: 'peer' });
  });

  it.each([
    ['a port that is none', 'address: 10.1.2.3:7051', 'address: 10.1.2.3:70510', 'must be host:port'],
    ['an address that nobody can dial', 'address: 10.1.2.3:7051', 'address: 0.0.0.0:7051', 'nobody can dial'],
    ['a port taken twice', '127.0.0.1:7052', '127.0.0.1:7051', 'is taken already by peers.0.listen'],
    ['an LEI with wrong digits', madeUpLei('nh'), `${madeUpLei('nh').slice(0, 18)}00`, 'is no LEI'],
    ['a name that is no host', 'peer0.nh.example', 'Peer 0', 'must be a lower-case DNS name'],
    ['an unknown field', 'contracts:', 'kontracts: {}\ncontracts:', 'is no field known here', 'kontracts'],
    ['no address of a service', 'mode: peer', 'mode: service', 'must have an address', 'contracts:'],
    [
      'an address where the peers start them',
      'mode: peer',
      'mode: peer\n  address: h:1',
      'mode service only',
      'address: h:1',
    ],
  ])('says in which line there is %s', (_, passage, replacement, message, at = replacement) => {
    const changed = withChange(passage, replacement);
    const found = problemsOf(changed);
    expect(found).toMatchObject([
      { line: lineOf(changed, at), message: expect.stringContaining(message) as string },
    ]);
  });

  it.each([
    [
      'a token without certificates of an own CA',
      'hsm: { library: /l.so, label: nh, pinVariable: PIN }',
      'needs certificates',
    ],
    [
      'a token without a PIN',
      'certificates: { msp: m, admin: a, adminTls: t }\nhsm: { library: /l.so, label: nh }',
      'pinVariable or pinFile',
    ],
    [
      'an own CA whose nodes have no folders',
      'certificates: { msp: m, admin: a, adminTls: t }',
      'must have msp',
    ],
    ['consenters that nobody can administer', 'certificates: { msp: m, admin: a }', 'must have adminTls'],
  ])('refuses %s', (_, added, message) => {
    expect(
      problemsOf(`${text}${added}\n`)
        .map((each) => each.message)
        .join('\n'),
    ).toContain(message);
  });

  it.each([
    ['member.schema.json', memberFileSchemaText()],
    ['member-descriptor.schema.json', descriptorSchemaText()],
  ])('has the schema that is published as %s', (name, schema) => {
    const published: unknown = JSON.parse(readFileSync(join(__dirname, '..', '..', '..', name), 'utf8'));
    expect(published).toEqual(JSON.parse(schema));
  });
});
