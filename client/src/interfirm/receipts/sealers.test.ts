import { generateKeyPairSync, sign, X509Certificate, type KeyObject } from 'node:crypto';
import { canonicalJson, sha256Hex, type Attestation, type DayClaim } from '@jangbu/model';
import { certificateFor } from '../../../testing/certificate';
import type { ChannelTrust } from '../../core/channel-trust/channel-trust';
import { agreeingWith, requireComplete, sealersOf } from './sealers';

const CLAIM: DayClaim = {
  type: 'day-claim',
  version: 1,
  channel: 'interfirm',
  date: '2026-03-11',
  block: { number: 42, hash: sha256Hex('header'), commitHash: sha256Hex('commit') },
  transactions: { count: 7, root: sha256Hex('root') },
};

interface Operator {
  readonly member: string;
  readonly key: KeyObject;
  readonly certificate: string;
}

const operators: readonly Operator[] = Array.from({ length: 22 }, (_, i) => {
  const { privateKey: key } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { member: `firm${i + 1}`, key, certificate: certificateFor(key) };
});

/** A channel of the first so many, each its own authority. */
function channelOf(count: number): ChannelTrust {
  const organisations = operators.slice(0, count).map(({ member, certificate }) => {
    const mspId = `${member}MSP`;
    return [mspId, { mspId, authorities: [new X509Certificate(certificate)], peerUnit: null }] as const;
  });
  return { channel: 'interfirm', organisations: new Map(organisations) };
}

function attest({ member, key, certificate }: Operator, claim = CLAIM): Attestation {
  const signature = sign('sha256', Buffer.from(canonicalJson(claim)), key).toString('base64');
  return { type: 'day-attestation', version: 1, member, claim, certificate, signature };
}

const made = (count: number): Attestation[] => operators.slice(0, count).map((each) => attest(each));

describe('the organisations that seal a day', () => {
  test('are more than half of the channel’s: no receipt is made of a day that eleven of 22 have attested', () => {
    expect(sealersOf(CLAIM, made(11), channelOf(22))).toMatchObject({ needed: 12 });
    expect(() => {
      requireComplete(CLAIM, made(11), channelOf(22));
    }).toThrow("11 of the channel's 22 organisations have attested it, and a verifier wants 12; let 1 more");
    expect(() => {
      requireComplete(CLAIM, made(12), channelOf(22));
    }).not.toThrow();
  });

  test('are counted by the channel: one that is not in it, or not any more, is not', () => {
    expect(sealersOf(CLAIM, made(5), channelOf(3)).mspIds).toEqual(['firm1MSP', 'firm2MSP', 'firm3MSP']);
  });

  test('count once, and only with a signature that holds', () => {
    const [first, second] = operators;
    if (!first || !second) throw new Error('no operators');
    const forged = { ...attest(second), signature: attest(first).signature };
    expect(sealersOf(CLAIM, [attest(first), attest(first), forged], channelOf(3)).mspIds).toEqual([
      'firm1MSP',
    ]);
  });

  test('are those that say the same; what others say is left out of a receipt', () => {
    const [first, second, third] = operators;
    if (!first || !second || !third) throw new Error('no operators');
    const wrong = { ...CLAIM, block: { ...CLAIM.block, number: 43 } };
    const all = [attest(first), attest(second, wrong), attest(third)];
    expect(agreeingWith(CLAIM, all).map(({ member }) => member)).toEqual(['firm1', 'firm3']);
    expect(sealersOf(CLAIM, all, channelOf(3)).mspIds).toEqual(['firm1MSP', 'firm3MSP']);
  });
});
