module.exports = globalThis.loadOutsideOfJest('puppeteer-core');
