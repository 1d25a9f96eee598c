export { HttpProblem } from './http.js';
export { IssuanceCounter, type Identified, type IssuanceCounterOptions } from './issuance-counter.js';
export {
  createLoginProvider,
  IDENTIFICATION_SCOPE,
  type Handler,
  type LoginProviderOptions,
} from './login-provider.js';
export type { FirmName } from './pages.js';
export {
  Openid4vpRequests,
  type MadeRequest,
  type PresentationAsked,
  type PresentationRequests,
} from './presentation-requests.js';
