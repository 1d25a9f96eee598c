/**
 * The transactions of the ledger, as an application names them. Each takes at most one argument, a JSON
 * text, and answers with a JSON text. Arguments, answers and names are public to the channel, so what
 * members record between them all goes by one name there (see `onWire`); private documents travel as
 * transient data under the names given here. (A query's argument is seen by the caller's own peer only.)
 */
export const transactions = {
  fabric: {
    /** Query. Answers what the contracts can do, as Fabric's contract API describes it. Reads nothing; anybody may ask. */
    metadata: 'org.hyperledger.fabric:GetMetadata',
  },
  consortium: {
    /** Answers `{"chaincode":"jangbu","version":…}`; reads nothing. */
    ping: 'consortium:ping',
    /** Argument: `FoundingList`, as canonical JSON. Writes the members. Answers `Receipt`. */
    found: 'consortium:found',
    /** Query. Answers `MembersDocument`. */
    members: 'consortium:members',
    /** Query. Answers `ParametersDocument`. */
    parameters: 'consortium:parameters',
    /** Query. Argument: array of ISINs, or empty for all. Answers `Instrument[]`. */
    instruments: 'consortium:instruments',
    /** Argument: `Proposal`, as canonical JSON. Casts its proposer's vote for it; answers `VoteReceipt`. */
    propose: 'consortium:propose',
    /** Argument: `Vote`, as canonical JSON. Answers `VoteReceipt`. */
    vote: 'consortium:vote',
    /** Argument: `ProposalName`, as canonical JSON. Ends what the votes or the ledger have decided; answers `VoteReceipt`. */
    tally: 'consortium:tally',
    /** Argument: `ProposalName`, as canonical JSON, by its proposer. Answers `VoteReceipt`. */
    withdraw: 'consortium:withdraw',
    /** Query. Argument: `{"proposer","proposalId"}`. Answers `ProposalState`. */
    proposal: 'consortium:proposal',
    /** Query. Answers `ProposalState[]`. */
    proposals: 'consortium:proposals',
  },
  days: {
    /** Argument: `DayMove`, as canonical JSON. Answers `Receipt`. */
    move: 'days:move',
    /** Query. Answers `BusinessDay` or null. */
    current: 'days:current',
    /** Argument: `Attestation`, as canonical JSON. Answers `AttestationReceipt`. */
    attest: 'days:attest',
    /** Query. Argument: `{"date"}`. Answers `SealState`. */
    seal: 'days:seal',
  },
  trades: {
    /**
     * Transient: `header` (`PageHeader`) and `body` (`PageBody`), canonical; where the page corrects something,
     * `corrections`, too: the submitter's `CorrectionsDue` as it stands, or `null`. Answers `Receipt`.
     */
    record: 'trades:record',
    /** Transient: `request` (`MatchRequest`). Answers `Receipt`. */
    match: 'trades:match',
    /** Transient: `request` (`CancellationRequest`). Answers `Receipt`. */
    cancel: 'trades:cancel',
    /** Query. Argument: `PagesAsked`. Answers `PageReference[]`, both sides' pages. */
    pages: 'trades:pages',
    /** Query. Argument: array of `PageReference`, at most `PAGES_ASKED_MAX`. Answers `{header, body}` texts, or null, for each. */
    page: 'trades:page',
    /** Query. Argument: `PairDay`. Answers the match index's canonical text, or null. */
    matchIndex: 'trades:matchIndex',
    /** Query. Argument: `PairDay` with `shards`, their numbers. Answers `ShardTexts[]`. */
    matchShards: 'trades:matchShards',
    /** Query. Argument: `PairDay`. Answers both sides' `CorrectionsDue`, in the pair's order: canonical texts, or null. */
    correctionsDue: 'trades:correctionsDue',
    /** Query. Argument: `PairDay` with `sequence`. Answers the result's canonical text, or null. */
    matchResult: 'trades:matchResult',
    /** Query. Argument: `UtisAsked`. Answers `UtisHeld`: what a match of these UTIs is given. */
    utis: 'trades:utis',
  },
  holdings: {
    /** Transient: `movement` (`Movement`), canonical: deposit, withdrawal, split or transfer. Answers `Receipt`. */
    move: 'holdings:move',
    /** Query. Argument: `LotsAsked`. Answers canonical texts of the member's own lots; spent ones only when asked for. */
    lots: 'holdings:lots',
    /** Query. Argument: `MovementsAsked`. Answers canonical texts of the movements that the member holds. */
    movements: 'holdings:movements',
    /** Query. Answers `Position[]`, the member's own. */
    positions: 'holdings:positions',
    /** Query, for the supervisor's operator. Argument: `OutstandingAsked`. Answers `Outstanding[]`: deposits and withdrawals of these days, and all lots, by instrument. */
    outstanding: 'holdings:outstanding',
  },
  settlement: {
    /** Transient: `request` (`InstructRequest`). Answers `Receipt`. */
    instruct: 'settlement:instruct',
    /** Transient: `request` (`TermsRequest`). Answers `Receipt`. */
    setTerms: 'settlement:setTerms',
    /** Query. Argument: `TermsAsked`. Answers both firms' `SettlementTerms`, in the pair's order: canonical texts, or null. */
    terms: 'settlement:terms',
    /** Transient: `request` (`ReserveRequest`). Answers `Receipt`. */
    reserve: 'settlement:reserve',
    /** Transient: `request` (`ReleaseRequest`). Answers `Receipt`. */
    release: 'settlement:release',
    /** Transient: `request` (`SettleRequest`). Answers `Receipt`. */
    settle: 'settlement:settle',
    /** Transient: `request` (`ClaimRequest`). Writes to the sender's own collection only. Answers `Receipt`. */
    claim: 'settlement:claim',
    /** Transient: `request` (`CancelRequest`). Answers `Receipt`. */
    cancel: 'settlement:cancel',
    /** Transient: `request` (`AllowPartialRequest`). Answers `Receipt`. */
    allowPartial: 'settlement:allowPartial',
    /** Transient: `request` (`DivideRequest`). Answers `Receipt`. */
    divide: 'settlement:divide',
    /** Transient: `request` (`FailRequest`). Answers `Receipt`. */
    fail: 'settlement:fail',
    /** Query. Argument: `InstructionsAsked`. Answers `InstructionState[]`. */
    instructions: 'settlement:instructions',
  },
  supervision: {
    /** Transient: `request` (`TakeOverRequest`). Writes to the supervisor's own collection only. Answers `Receipt`. */
    takeOver: 'supervision:takeOver',
    /** Query at the peer of the member that it names. Argument: `HeldDocumentsAsked`. Answers `HeldDocuments`. */
    documents: 'supervision:documents',
  },
  credentials: {
    /** Argument: `IssuerKey`, canonical. Answers `Receipt`. */
    registerKey: 'credentials:registerKey',
    /** Argument: `IssuerKeyStatusChange`, canonical. Answers `Receipt`. */
    endKey: 'credentials:endKey',
    /** Transient: `request` (`CredentialBatch`), though it is public. Answers `Receipt`. */
    recordBatch: 'credentials:recordBatch',
    /** Argument: `StatusRequest`, canonical. Answers `Receipt`. */
    setStatus: 'credentials:setStatus',
    /** Argument: `KillRequest`, canonical. Answers `Receipt`. */
    kill: 'credentials:kill',
    /** Argument: `Heartbeat`, canonical. Writes to the member's own collection only. Answers `Receipt`. */
    beat: 'credentials:beat',
    /** Query. Answers `{key, status, ended}` for each registered key: `status` by its issuer, `ended` by the members; null while neither ended it. */
    keys: 'credentials:keys',
    /** Query. Argument: `{"issuer","batchId"}`. Answers `CredentialBatch` or null. */
    batch: 'credentials:batch',
  },
  logins: {
    /** Transient: `request` (`ConsentRequest`). Writes to the firm's own collection only. Answers `Receipt`. */
    consent: 'logins:consent',
    /** Argument: `UseAnchor`, canonical. Answers `Receipt`. */
    anchor: 'logins:anchor',
    /** Transient: `request` (`ErasureRequest`). Purges from the firm's collection. Answers `Receipt`. */
    erase: 'logins:erase',
    /** Query. Argument: `ConsentsAsked`. Answers the canonical texts of the `LoginConsent`s in the caller's own collection. */
    consents: 'logins:consents',
    /** Query. Argument: `{"firm","hour"}`. Answers `UseAnchor` or null. */
    anchorOf: 'logins:anchorOf',
    /** Query. Argument: `{"firm","erasureId"}`. Answers `ErasureAttestation` or null. */
    erasureOf: 'logins:erasureOf',
  },
  audit: {
    /** Argument: `AuditInquiry`, canonical. Answers `Receipt`. */
    open: 'audit:open',
    /** Query. Argument: `AuditedQuery`. Answers what the query named there does, of the scope named there. */
    read: 'audit:read',
    /** Query. Argument: `InquiriesAsked`. Answers `AuditInquiry[]`. */
    inquiries: 'audit:inquiries',
  },
} as const;

/** Names of transient entries. */
export const transient = {
  /** Of `INTERFIRM_RECORD`: which transaction it is. */
  transaction: 'transaction',
  header: 'header',
  body: 'body',
  request: 'request',
  movement: 'movement',
  corrections: 'corrections',
} as const;
