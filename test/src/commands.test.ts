import { tryCredentials } from './commands/credential-commands';
import { Business } from './commands/business';
import { tryClosing, tryMovingOn, tryOpening } from './commands/day-commands';
import { tryDoubt, tryNaming, tryTexts } from './commands/doubt-commands';
import { tryFileAccess } from './commands/file-access';
import { tryFollowing } from './commands/following';
import { tryGoverning } from './commands/member-commands';
import { tryNetworkCommands, tryNetworkDown } from './commands/network-commands';
import { tryOwnNodes } from './commands/node-commands';
import { tryReading, tryReports } from './commands/report-commands';
import { tryHoldings, tryInstructing, tryReserving, trySettling } from './commands/settlement-commands';
import { Stage } from './commands/stage';
import { tryReceipts, tryTrades } from './commands/trade-commands';

/** A test here is twenty processes and more, which have their time on a busy machine. */
jest.setTimeout(10 * 60_000);

/** So many commands, each a process, one after the other: they are one story, and later ones need what earlier ones did. */
describe('every command, as a process, with what it publishes', () => {
  let opened: Stage | undefined;
  const stage = (): Stage => {
    if (!opened) throw new Error('the stage is not set');
    return opened;
  };
  const business = new Business(stage);

  beforeAll(async () => {
    opened = await Stage.open('commands', 22_400);
  }, 120_000);

  afterAll(async () => {
    await opened?.close();
  }, 120_000);

  describe('the development network', () => {
    tryNetworkCommands(stage);
    tryFileAccess(stage);
  });

  describe("a member's own, with the others' folders out of reach", () => {
    beforeAll(() => stage().separate());
    tryGoverning(stage);
    tryOpening(business);
    tryTrades(business);
    tryTexts(business);
    tryHoldings(business);
    tryDoubt(business);
    tryNaming(business);
    tryClosing(business);
    tryReceipts(business);
    tryInstructing(business);
    tryMovingOn(business);
    tryReserving(business);
    trySettling(business);
    tryReports(business);
    tryReading(business);
    tryCredentials(business);
    tryFollowing(business);
  });

  describe('own nodes', () => {
    tryOwnNodes(stage);
  });

  describe('at last', () => {
    tryNetworkDown(stage);

    test('no command has been left out', () => {
      expect(stage().tried.untried()).toEqual([]);
    });
  });
});
