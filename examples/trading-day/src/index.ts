/** The cast of the day's investors, for tests and benchmarks that need firms which issue and which verify. */
export { IssuingFirm, type Investor } from './investors/issuing-firm';
export { login, loginOutcome, pseudonymIn } from './investors/login';
export { VerifyingFirm } from './investors/verifying-firm';
