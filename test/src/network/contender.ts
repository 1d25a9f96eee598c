/**
 * A process of its own that reserves for an instruction when it is told to: one of two that reach for the
 * same lot. Arguments: the network's state folder and the member whose trader it is.
 */
import type { InstructionName } from '@jangbu/model';
import { connect, identityFromFolder, JangbuError, RefusedError } from '@jangbu/client';
import { join } from 'node:path';

/** What a contender answers when it has tried. */
export type Contended =
  | { readonly outcome: 'RESERVED' }
  | { readonly outcome: 'REFUSED'; readonly code: string }
  | { readonly outcome: 'FAILED'; readonly message: string };

/** So long it waits for a lot that is reserved to be free again, in milliseconds: the time of a round, for the loser. */
const PATIENCE_MS = Number(process.env['JANGBU_DOUBLE_SPEND_PATIENCE_MS'] ?? 2_000);

async function main(stateDir: string, memberId: string): Promise<void> {
  const member = join(stateDir, 'members', memberId);
  const identity = await identityFromFolder(join(member, 'identities', 'trader'));
  const ledger = await connect(join(member, 'profile.json'), identity, {
    retry: { lagPatienceMs: PATIENCE_MS },
  });
  const tell = (message: unknown): void => {
    process.send?.(message);
  };
  const attempt = async (name: InstructionName): Promise<Contended> => {
    try {
      const { status } = await ledger.settlement.reserve(name);
      return status === 'RECORDED' ? { outcome: 'RESERVED' } : { outcome: 'FAILED', message: status };
    } catch (error) {
      if (error instanceof RefusedError) return { outcome: 'REFUSED', code: error.code };
      if (error instanceof JangbuError) return { outcome: 'FAILED', message: error.message };
      throw error;
    }
  };
  process.on('message', (name) => {
    void attempt(name as InstructionName).then(tell);
  });
  process.on('disconnect', () => {
    void ledger.close();
  });
  await ledger.days.current();
  tell('READY');
}

const [stateDir = '', member = ''] = process.argv.slice(2);
void main(stateDir, member);
