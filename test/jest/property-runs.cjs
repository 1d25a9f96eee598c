/** How many cases each property is tried with: 100, or as many as `npm run test:properties` asks for. */
const fc = require('fast-check');

fc.configureGlobal({ numRuns: Number(process.env.JANGBU_PROPERTY_RUNS ?? 100) });
