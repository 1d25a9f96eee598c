// A trader's desk: states the trades of a file, matches with each counterparty, and says on which trades they differ.
//
//   node examples/traders-desk/desk.mjs PROFILE IDENTITY TRADES.jsonl STORE
//
// One trade a line, with the fields of Statement; amounts as whole numbers in quotes. Run it twice, and nothing is
// stated twice: the store knows what was sent.
import { readFile } from 'node:fs/promises';
import { connect, FileDocumentStore, identityFromFolder } from '@jangbu/client';

const [profile, identity, file, folder] = process.argv.slice(2);
const AMOUNTS = ['quantity', 'price', 'amount'];

function readTrade(line) {
  const trade = JSON.parse(line);
  for (const name of AMOUNTS) trade[name] = BigInt(trade[name]);
  return trade;
}

const trades = (await readFile(file, 'utf8')).split('\n').filter(Boolean).map(readTrade);
const store = await FileDocumentStore.open(folder);
const ledger = await connect(profile, await identityFromFolder(identity), { store });
try {
  // What an earlier run left unfinished goes first.
  await ledger.trades.resume();
  for (const result of await ledger.trades.submit(trades)) {
    if (result.status === 'REFUSED') console.log(`${result.uti} refused: ${result.problem.code}`);
    if (result.status === 'FAILED') console.log(`${result.uti} failed: ${result.error.message}`);
  }
  const pairs = new Map(trades.map((trade) => [`${trade.counterparty} ${trade.tradeDate}`, trade]));
  for (const { counterparty, tradeDate } of pairs.values()) {
    const { matchedInAll, breaks, waiting } = await ledger.trades.match({ counterparty, tradeDate });
    const counts = `${matchedInAll} matched, ${breaks.length} broken, ${waiting.length} waiting`;
    console.log(`${counterparty} ${tradeDate}: ${counts}`);
    for (const { uti, differences } of breaks) {
      console.log(`  ${uti} differs in ${differences.map(({ code }) => code).join(', ')}`);
    }
  }
} finally {
  await ledger.close();
  await store.close();
}
