import { planApproval, type WantedApproval } from './plan-approval';

const majority = '/Channel/Application/Majority';
const wanted: WantedApproval = { packageId: 'jangbu_2:b', version: '2', endorsementPolicy: majority };
const committed = { name: 'jangbu', sequence: 3, version: '2', endorsementPolicy: majority };

function plan(
  asked: Partial<WantedApproval>,
  inForce: Parameters<typeof planApproval>[2] = committed,
  approved?: string,
): { readonly sequence: number; readonly version: string } {
  const own = approved === undefined ? undefined : { definition: committed, packageId: approved };
  return planApproval('jangbu', { ...wanted, ...asked }, inForce, own);
}

describe('which definition an approval is about', () => {
  it('is the first where none is in force', () => {
    expect(planApproval('jangbu', wanted, undefined, undefined)).toEqual({
      name: 'jangbu',
      sequence: 1,
      version: '2',
      endorsementPolicy: majority,
    });
  });

  it('is the one in force for a member that was away, and for one that asks again', () => {
    expect(plan({}).sequence).toBe(3);
    expect(plan({}, committed, 'jangbu_2:b').sequence).toBe(3);
  });

  it('is the next with another version or policy, or another package under the same', () => {
    expect(plan({ version: '3' })).toMatchObject({ sequence: 4, version: '3' });
    expect(plan({ endorsementPolicy: '/Channel/Application/Endorsement' }).sequence).toBe(4);
    expect(plan({}, committed, 'jangbu_1:a').sequence).toBe(4);
  });

  it('is the one that is said', () => {
    expect(plan({ sequence: 3 }, committed, 'jangbu_1:a').sequence).toBe(3);
    expect(plan({ sequence: 4 }).sequence).toBe(4);
  });

  it('in force is approved as it stands, with what others have put into it', () => {
    const others = { ...committed, initRequired: true, collections: new Uint8Array([1]) };
    expect(plan({}, others)).toBe(others);
  });

  it.each([
    [2, 'definition 3 of jangbu is in force, so the sequence to approve is 3 or 4, and not 2'],
    [5, 'definition 3 of jangbu is in force, so the sequence to approve is 3 or 4, and not 5'],
  ])('can not be %i', (sequence, message) => {
    expect(() => plan({ sequence })).toThrow(message);
  });

  it('can be no other than 1 where none is in force', () => {
    const asked = { ...wanted, sequence: 0 };
    expect(() => planApproval('jangbu', asked, undefined, undefined)).toThrow('is 1 and not 0');
  });

  it('in force can not be approved with other parameters, which are named', () => {
    expect(() =>
      plan({ sequence: 3, version: '9', endorsementPolicy: '/Channel/Application/Writers' }),
    ).toThrow(
      `definition 3 of jangbu is in force with another version and endorsement policy (version 2, policy ${majority})`,
    );
  });
});
