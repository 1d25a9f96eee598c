import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { hashOf, isLei, sha256Hex } from '@jangbu/model';

import { consortiumFiles, loadConsortium } from './consortium-file';
import { ConsortiumFileError } from './consortium-file-error';
import {
  foundingList,
  foundingListText,
  loadFoundingList,
  madeUpLei,
  parseFoundingList,
} from './founding-list';
import { loadFounders, loadSettings, parseFounders } from './ledger-file';

/** As somebody writes it who has a network already. */
const TWO = `
channel: mychannel
roles: NODE_OU
members:
  - { id: org1, mspId: Org1MSP, name: { en: One, ko: 하나 }, leiMadeUp: true, roles: [supervisor] }
  - { id: org2, mspId: Org2MSP, name: { en: Two, ko: 둘 }, lei: JNGB00ORG20000000033 }
`;

describe('a founding list', () => {
  it('is filed in its canonical form alone, so that the hash of the file is its own', () => {
    const list = parseFounders(TWO, 'two.yaml');
    const text = foundingListText(list);
    expect(sha256Hex(text)).toBe(hashOf(list));
    expect(parseFoundingList(text, 'founding.json')).toEqual(list);
    expect(parseFoundingList(JSON.stringify(list, null, 2), 'founding.json')).toEqual(list);
  });

  it('says where roles are read and by what days move only where that is not the attribute and the clock', () => {
    const founders = { channel: 'mychannel', members: [] };
    expect(foundingList({ ...founders, roles: 'ATTRIBUTE' })).toEqual(foundingList(founders));
    expect(foundingList({ ...founders, roles: 'NODE_OU' })).toMatchObject({ roles: 'NODE_OU' });
    expect(foundingList({ ...founders, time: 'CLOCK' })).toEqual(foundingList(founders));
    expect(foundingList({ ...founders, time: 'FREE' })).toMatchObject({ time: 'FREE' });
  });

  it.each([
    ['no JSON', 'x', 'is no JSON'],
    ['another document', '{"type":"members"}', 'is no founding list: /version'],
    [
      'a member twice',
      JSON.stringify({
        ...parseFounders(TWO, 'x'),
        members: [1, 2].map(() => parseFounders(TWO, 'x').members[0]),
      }),
      'is no founding list: /members/1/id named twice',
    ],
    [
      'another place for roles',
      JSON.stringify({ ...parseFounders(TWO, 'x'), roles: 'EVERYBODY' }),
      'is no founding list: /roles',
    ],
    [
      'another word for time',
      JSON.stringify({ ...parseFounders(TWO, 'x'), time: 'CLOCK' }),
      'is no founding list: /time',
    ],
  ])('is not read from %s', (_, text, message) => {
    expect(() => parseFoundingList(text, 'founding.json')).toThrow(`founding.json ${message}`);
  });

  it('is not read from a file that is not there, and the file is named', async () => {
    await expect(loadFoundingList('/nowhere/founding.json')).rejects.toMatchObject({
      code: 'FOUNDING_LIST_INVALID',
      message: expect.stringContaining('/nowhere/founding.json cannot be read') as string,
    });
  });
});

test('an identifier that is made up is well formed, and as in the files that come with the package', () => {
  for (const id of ['org1', 'a', 'a-very-long-name-of-a-member']) expect(isLei(madeUpLei(id))).toBe(true);
  expect(madeUpLei('kofia')).toBe('JNGB00KOFIA000000069');
  expect(madeUpLei('nh')).toBe('JNGB00NH000000000090');
});

describe("a founders' file", () => {
  it('makes the same list as the consortium file that it is', async () => {
    for (const file of Object.values(consortiumFiles)) {
      expect(await loadFounders(file)).toEqual(foundingList(await loadConsortium(file)));
    }
  });

  it('may leave out whatever concerns nodes, settings and identifiers that are made up', () => {
    const { channel, roles, members } = parseFounders(TWO, 'two.yaml');
    expect({ channel, roles }).toEqual({ channel: 'mychannel', roles: 'NODE_OU' });
    expect(members.map(({ id, lei }) => [id, lei])).toEqual([
      ['org1', madeUpLei('org1')],
      ['org2', 'JNGB00ORG20000000033'],
    ]);
  });

  it.each([
    [
      'lei: JNGB00ORG20000000033',
      '',
      'x.yaml:6:5: members[1].lei is missing; `leiMadeUp: true` in its place',
    ],
    ['mspId: Org2MSP', 'mspId: Org1MSP', 'members[1].mspId Org1MSP is taken already by members[0]'],
    ['channel: mychannel', '', 'x.yaml:3:1: channel is missing'],
    ['roles: NODE_OU', 'roles: node', 'x.yaml:3:8: roles must be one of ATTRIBUTE, NODE_OU'],
    ['mspId: Org2MSP, ', '', 'members[1].mspId is missing'],
  ])('with %s replaced by "%s" is refused', (passage, replacement, message) => {
    const text = TWO.replace(passage, replacement);
    expect(() => parseFounders(text, 'x.yaml')).toThrow(ConsortiumFileError);
    expect(() => parseFounders(text, 'x.yaml')).toThrow(message);
  });
});

describe('a file of settings', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'settings-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  async function fileOf(text: string): Promise<string> {
    const file = join(folder, 'settings.yaml');
    await writeFile(file, text);
    return file;
  }

  it('has the fields of a consortium file, and may be one', async () => {
    const { members, parameters, instruments } = await loadSettings(consortiumFiles.small);
    const consortium = await loadConsortium(consortiumFiles.small);
    expect({ parameters, instruments }).toEqual({
      parameters: consortium.parameters,
      instruments: consortium.instruments,
    });
    expect(members).toEqual(
      consortium.members.map(({ id, roles, issuer }) => ({
        id,
        roles,
        ...(issuer === undefined ? {} : { issuer }),
      })),
    );
    expect(members[1]?.issuer).toBe('https://nh.jangbu.example');
  });

  it('may be the example of the page about such files, which makes a founding list as well', async () => {
    const page = await readFile(join(consortiumFiles.full, '..', '..', 'docs', 'consortium-file.md'), 'utf8');
    const [, example = ''] = /```yaml\n([^`]+)```/.exec(page) ?? [];
    expect(parseFounders(example, 'page').members).toHaveLength(2);
    const { members, instruments } = await loadSettings(await fileOf(example));
    expect(members[0]?.roles).toEqual(['supervisor', 'custodian']);
    expect(instruments).toHaveLength(1);
  });

  it('may have some of them alone', async () => {
    expect(await loadSettings(await fileOf('members: [{ id: org1, roles: [supervisor] }]'))).toEqual({
      members: [{ id: 'org1', roles: ['supervisor'] }],
      instruments: [],
    });
    const shares = 'instruments:\n  - { isin: KR7005930003, kind: EQUITY, name: { en: A, ko: 가 } }\n';
    const { instruments } = await loadSettings(await fileOf(shares));
    expect(instruments).toMatchObject([{ isin: 'KR7005930003', currency: 'KRW', status: 'ACTIVE' }]);
  });

  it.each([
    ['members: [{ id: a, roles: [king] }]', 'members[0].roles[0] must be one of supervisor, custodian'],
    [
      'members: [{ id: a, roles: [supervisor] }, { id: b, roles: [supervisor] }]',
      'members[1].roles must not say supervisor',
    ],
    [
      'members: [{ id: a, issuer: "https://a.example" }, { id: b, issuer: "https://a.example" }]',
      'members[1].issuer https://a.example is taken already by members[0]',
    ],
    ['members: [{ id: a, issuer: "http://a.example" }]', 'members[0].issuer'],
    ['parameters: { amountTolerance: 0 }', 'parameters.amountTolerance must be text'],
    ['instrument: []', 'instrument is no field known here'],
  ])('is refused with %s', async (text, message) => {
    await expect(loadSettings(await fileOf(text))).rejects.toThrow(message);
  });
});
