import { rmSync } from 'node:fs';

import type { FoundingList } from '@jangbu/model';

import { ownFolder } from '../../testing/own-folder';
import { descriptorText, parseDescriptor, type MemberDescriptor } from '../channel/descriptor';
import { foundingDescriptors, type GivenDescriptor } from '../channel/founding-channel';
import { madeUpLei } from '../consortium/founding-list';
import { ownDescriptor } from './own-descriptor';
import type { MemberFolder } from './member-folder';

const ids = ['kofia', 'nh', 'samsung', 'daishin'];

describe('what members hand out for a channel', () => {
  const folders: MemberFolder[] = [];
  let descriptors: readonly MemberDescriptor[];
  let founding: FoundingList;

  beforeAll(async () => {
    for (const [index, id] of ids.entries()) {
      folders.push(await ownFolder(id, { host: `10.1.2.${index + 1}` }));
    }
    descriptors = await Promise.all(folders.map(ownDescriptor));
    founding = {
      type: 'founding-list',
      version: 1,
      channel: 'interfirm',
      members: descriptors.map(({ member }) => member),
    };
  });
  afterAll(() => {
    for (const { root } of folders) rmSync(root, { recursive: true });
  });

  const given = (...changed: readonly MemberDescriptor[]): readonly GivenDescriptor[] =>
    descriptors.map((descriptor) => {
      const now = changed.find(({ member }) => member.id === descriptor.member.id) ?? descriptor;
      return { file: `${descriptor.member.id}.json`, descriptor: now };
    });
  const of = (id: string): MemberDescriptor => {
    const found = descriptors.find(({ member }) => member.id === id);
    if (found === undefined) throw new Error(id);
    return found;
  };

  it('comes into the order of the founding list, whatever order it came in', () => {
    const ordered = foundingDescriptors(founding, [...given()].reverse());
    expect(ordered.map(({ member }) => member.id)).toEqual(ids);
  });

  it('is read back as it was written, and holds certificates, units and addresses', () => {
    const read = parseDescriptor(descriptorText(of('nh')), 'nh.json');
    expect(read).toEqual(of('nh'));
    expect(read).toMatchObject({
      anchorPeers: [{ host: '10.1.2.2', port: 7051 }],
      consenters: [{ name: 'orderer0.nh.example', host: '10.1.2.2', port: 7050 }],
      msp: { nodeUnits: { admin: 'admin', client: 'client', orderer: 'orderer', peer: 'peer' } },
    });
  });

  it.each<[string, (text: string) => string, string]>([
    [
      'a private key',
      (text) =>
        text
          .replace('"BEGIN', '"')
          .replace('-----BEGIN CERT', '-----BEGIN PRIVATE KEY-----\\nx-----BEGIN CERT'),
      'holds a private key',
    ],
    ['a field more', (text) => text.replace('"type"', '"note": "x",\n"type"'), "is no member's descriptor"],
    [
      'half a certificate',
      (text) => text.replace(/MII[A-Za-z0-9+/]{40}/, ''),
      'has no certificate at msp.root',
    ],
    ['no JSON', () => 'nh', 'is no JSON'],
  ])('is refused with %s', (_, harm, message) => {
    expect(() => parseDescriptor(harm(descriptorText(of('nh'))), 'nh.json')).toThrow(message);
  });

  const changed = (
    id: string,
    change: (descriptor: MemberDescriptor) => MemberDescriptor,
  ): MemberDescriptor => change(of(id));
  it.each<[string, () => readonly GivenDescriptor[], string]>([
    ['nobody of a member', () => given().slice(1), 'no descriptor of kofia'],
    [
      'a stranger',
      () => [
        ...given(),
        { file: 'x.json', descriptor: { ...of('nh'), member: { ...of('nh').member, id: 'stranger' } } },
      ],
      'x.json is of stranger, who is not on the founding list',
    ],
    [
      'one of a member twice',
      () => [...given(), { file: 'old.json', descriptor: of('nh') }],
      'are both of nh',
    ],
    [
      'another MSP id',
      () => given(changed('nh', (d) => ({ ...d, member: { ...d.member, mspId: 'OtherMSP' } }))),
      'nh.json has mspId OtherMSP, and the founding list has NHMSP',
    ],
    [
      'another LEI',
      () => given(changed('nh', (d) => ({ ...d, member: { ...d.member, lei: madeUpLei('kofia') } }))),
      'nh.json has lei',
    ],
    ['another channel', () => given(changed('nh', (d) => ({ ...d, channel: 'other' }))), 'for channel other'],
    [
      "another's address",
      () => given(changed('nh', (d) => ({ ...d, anchorPeers: of('kofia').anchorPeers }))),
      'nh and kofia have the same address: 10.1.2.1:7051',
    ],
    [
      "another's CA",
      () => given(changed('nh', (d) => ({ ...d, msp: of('kofia').msp }))),
      'nh and kofia have the same root certificate',
    ],
    [
      'three consenters',
      () => given(changed('nh', (d) => ({ ...d, consenters: [] }))),
      'name 3 consenters, and ordering that outvotes one dishonest consenter needs 4',
    ],
  ])('is refused with %s', (_, descriptorsGiven, message) => {
    expect(() => foundingDescriptors(founding, descriptorsGiven())).toThrow(message);
  });
});
