import { parse } from 'yaml';

import { fullConsortium, smallConsortium } from '../../testing/consortium';
import { topologyOf } from './topology';
import { channelPlanOf } from './channel-plan';
import { configtxText, profileName } from '../channel/configtx';

interface Policy {
  readonly Type: string;
  readonly Rule: string;
}

interface Group {
  readonly Policies: Readonly<Record<string, Policy>>;
  readonly Capabilities: Readonly<Record<string, boolean>>;
  readonly Organizations: readonly {
    readonly ID: string;
    readonly MSPDir: string;
    readonly Policies: Readonly<Record<string, Policy>>;
    readonly AnchorPeers: readonly { readonly Port: number }[];
    readonly OrdererEndpoints?: readonly string[];
  }[];
}

interface Profile extends Group {
  readonly Application: Group;
  readonly Orderer: Group & {
    readonly OrdererType: string;
    readonly Addresses?: unknown;
    readonly BatchSize: { readonly MaxMessageCount: number };
    readonly SmartBFT: { readonly LeaderRotation: number };
    readonly ConsenterMapping: readonly {
      readonly ID: number;
      readonly Port: number;
      readonly MSPID: string;
    }[];
  };
}

function profileIn(text: string): Profile {
  const { Profiles } = parse(text) as { readonly Profiles: Readonly<Record<string, Profile>> };
  const profile = Profiles[profileName];
  if (profile === undefined) throw new Error('no profile');
  return profile;
}

async function fullProfile(): Promise<Profile> {
  return profileIn(configtxText(channelPlanOf(topologyOf(await fullConsortium()), '/state')));
}

describe("the channel's configuration", () => {
  it('asks more than half of the members for what all rely on: 12 of 22', async () => {
    const { Policies, Application, Orderer } = await fullProfile();
    for (const name of ['LifecycleEndorsement', 'Endorsement', 'Majority']) {
      expect(Application.Policies[name]?.Rule).toMatch(/^OutOf\(12, 'KofiaMSP\.peer', .*\)$/);
      expect(Application.Policies[name]?.Rule.match(/MSP\.peer'/g)).toHaveLength(22);
    }
    for (const group of [{ Policies }, Application, Orderer]) {
      expect(group.Policies['Admins']?.Rule).toMatch(/^OutOf\(12, 'KofiaMSP\.admin', /);
    }
  });

  it('has flat signature policies only', async () => {
    const { Policies, Application, Orderer } = await fullProfile();
    const groups = [
      { Policies },
      Application,
      Orderer,
      ...Application.Organizations,
      ...Orderer.Organizations,
    ];
    const types = groups.flatMap((group) => Object.values(group.Policies).map(({ Type }) => Type));
    expect(new Set(types)).toEqual(new Set(['Signature']));
  });

  it("lets a member's own peers alone endorse what is written to its own collection", async () => {
    const { Application } = await fullProfile();
    for (const { ID, Policies } of Application.Organizations) {
      expect(Policies['Endorsement']?.Rule).toBe(`OR('${ID}.peer')`);
    }
  });

  it('describes a member alike in the application and the orderer group', async () => {
    const { Application, Orderer } = await fullProfile();
    for (const organization of Orderer.Organizations) {
      expect(Application.Organizations).toContainEqual(organization);
    }
  });

  it('orders by SmartBFT without leader rotation, with endpoints of the owners and no global ones', async () => {
    const { Orderer, Capabilities } = await fullProfile();
    expect(Orderer.OrdererType).toBe('BFT');
    expect(Capabilities).toEqual({ V3_0: true });
    expect(Orderer.Addresses).toBeUndefined();
    expect(Orderer.SmartBFT.LeaderRotation).toBe(1);
    expect(Orderer.Organizations.every(({ OrdererEndpoints }) => OrdererEndpoints?.length === 1)).toBe(true);
  });

  it('keeps a block small enough for its private data to travel in one message', async () => {
    expect((await fullProfile()).Orderer.BatchSize.MaxMessageCount).toBeLessThanOrEqual(200);
  });

  it('names an anchor peer of every member', async () => {
    const { Application } = await fullProfile();
    expect(Application.Organizations.every(({ AnchorPeers }) => AnchorPeers.length === 1)).toBe(true);
  });

  it('lists a member that owns two consenters once, with both endpoints', async () => {
    const consortium = { ...(await smallConsortium()), consenters: ['kofia', 'nh', 'samsung', 'kofia'] };
    const { Orderer } = profileIn(configtxText(channelPlanOf(topologyOf(consortium), '/state')));
    expect(Orderer.Organizations.map(({ ID }) => ID)).toEqual(['KofiaMSP', 'NhMSP', 'SamsungMSP']);
    expect(Orderer.Organizations[0]?.OrdererEndpoints).toHaveLength(2);
    expect(Orderer.ConsenterMapping.map(({ ID, MSPID }) => `${ID} ${MSPID}`)).toEqual([
      '1 KofiaMSP',
      '2 NhMSP',
      '3 SamsungMSP',
      '4 KofiaMSP',
    ]);
  });
});
