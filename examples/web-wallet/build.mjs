// Puts the wallet's page together: the SDK's wallet and what a browser has in place of node:crypto, in one file.
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

/** @returns {Promise<string>} the script of the page */
export async function buildWallet() {
  const { outputFiles } = await build({
    entryPoints: [here('wallet.mjs')],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'error',
    inject: [here('buffer-in-browser.mjs')],
    alias: { 'node:crypto': here('crypto-in-browser.mjs'), 'node:buffer': here('buffer-in-browser.mjs') },
  });
  return outputFiles[0].text;
}
