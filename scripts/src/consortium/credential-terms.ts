/** The consortium, as wallets and recovery codes know it. */
export const CREDENTIAL_CONSORTIUM = 'jangbu';
/** How many copies of a credential an investor gets at once, as the consortium has agreed. */
export const COPIES_A_SET = 4;
