import { join } from 'node:path';
import type { Statement } from '@jangbu/client/interfirm';
import { agreedTrade, readMarket, type TestMarket } from '../network/trading';
import type { Stage } from './stage';

/** What one deal of the day is there for. */
export type DealName =
  'settled' | 'divided' | 'dropped' | 'failed' | 'cancelled' | 'corrected' | 'withdrawn' | 'doubted';

interface Deal {
  readonly sell: Statement;
  readonly buy: Statement;
}

const ISINS: Readonly<Record<DealName, string>> = {
  settled: 'KR7005930003',
  divided: 'KR7000660001',
  dropped: 'KR7005380001',
  failed: 'KR7035420009',
  cancelled: 'KR7105560007',
  corrected: 'KR7005930003',
  withdrawn: 'KR7005930003',
  doubted: 'KR7005930003',
};

/** What all parts of the business share, once the day is open: its market and its deals between NH and Samsung. */
export class Business {
  readonly #stage: () => Stage;
  #market: TestMarket | undefined;
  #deals: Readonly<Record<DealName, Deal>> | undefined;
  /** Instructions by the deals that they settle, as the command line names them. */
  readonly instructions = new Map<DealName, string>();

  constructor(stage: () => Stage) {
    this.#stage = stage;
  }

  get stage(): Stage {
    return this.#stage();
  }

  get market(): TestMarket {
    if (!this.#market) throw new Error('no day is open');
    return this.#market;
  }

  deal(name: DealName): Deal {
    if (!this.#deals) throw new Error('there are no deals yet');
    return this.#deals[name];
  }

  instruction(name: DealName): string {
    return this.instructions.get(name) ?? `there is no instruction for ${name}`;
  }

  /** Where a receipt of the settled trade is written. */
  get receipt(): string {
    return join(this.stage.folder, 'receipt.json');
  }

  /** Makes the deals of the business day that is open. */
  async prepare(): Promise<void> {
    const { stage } = this;
    await stage.gathered(async () => {
      const market = await readMarket(stage.context);
      const deal = (name: DealName): Deal =>
        agreedTrade(stage.context, market, ['nh', 'samsung'], { isin: ISINS[name] });
      this.#market = market;
      this.#deals = {
        settled: deal('settled'),
        divided: deal('divided'),
        dropped: deal('dropped'),
        failed: deal('failed'),
        cancelled: deal('cancelled'),
        corrected: deal('corrected'),
        withdrawn: deal('withdrawn'),
        doubted: deal('doubted'),
      };
    });
  }
}
