import { isReconciled, reconcile } from './reconcile';

const ledger = new Map([
  ['A', { quantity: '10', price: '5' }],
  ['B', { quantity: '20', price: '5' }],
  ['C', { quantity: '30' }],
]);

test('what agrees, what only one of the two has, and where they differ', () => {
  const told = reconcile(
    [
      ['D', { quantity: '1' }],
      ['B', { quantity: '21', price: '6' }],
      ['A', { quantity: '10', price: '5', reference: 'OWN' }],
      ['A', { quantity: '11' }],
    ],
    ledger,
  );
  expect(told).toEqual({
    agreed: 1,
    onlyInFile: ['D'],
    onlyOnLedger: ['C'],
    differing: [
      { key: 'B', field: 'quantity', file: '21', ledger: '20' },
      { key: 'B', field: 'price', file: '6', ledger: '5' },
    ],
    repeated: ['A'],
  });
  expect(isReconciled(told)).toBe(false);
});

test('the same records in another order are reconciled; nothing is reconciled with nothing', () => {
  expect(isReconciled(reconcile([...ledger].reverse(), ledger))).toBe(true);
  expect(isReconciled(reconcile([], new Map()))).toBe(true);
});
