module.exports = globalThis.loadOutsideOfJest('@electric-sql/pglite');
