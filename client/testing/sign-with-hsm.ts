import { inspect } from 'node:util';
import { newSigner } from '../src/core/identity/signer';
import { openHsmKey, type HsmKey } from '../src/core/identity/hsm';

/** What the process {@link signWithHsm} runs in prints. */
export interface SignedWithHsm {
  /** In hexadecimal, one a message. */
  readonly signatures?: readonly string[];
  readonly afterClosing?: string;
  /** What was thrown, all that it shows. */
  readonly refused?: string;
}

async function signWithHsm(wanted: HsmKey, messages: readonly string[]): Promise<SignedWithHsm> {
  try {
    const hsm = await openHsmKey(wanted);
    const sign = newSigner(hsm.sign);
    const signatures = await Promise.all(messages.map((message) => sign(Buffer.from(message))));
    await hsm.close();
    const afterClosing = await sign(Buffer.from('late')).then(
      () => 'signed',
      (error: unknown) => String(error),
    );
    return { signatures: signatures.map((each) => Buffer.from(each).toString('hex')), afterClosing };
  } catch (error) {
    return { refused: inspect(error, { depth: 9 }) };
  }
}

// A process of its own: SoftHSM takes its configuration from the environment that a process began with.
if (require.main === module) {
  const [wanted = '', messages = ''] = process.argv.slice(2);
  void signWithHsm(JSON.parse(wanted) as HsmKey, JSON.parse(messages) as string[]).then((said) => {
    console.log(JSON.stringify(said));
  });
}
