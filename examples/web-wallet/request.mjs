// Reads what a firm asks for: OpenID4VP 1.0 with a DCQL query, the firm known by the origin that it answers at.

/** @returns what the wallet's holder is asked, or throws in words for people */
export function readRequest(uri, firms) {
  const fields = Object.fromEntries(new URLSearchParams(uri.slice(uri.indexOf('?') + 1)));
  const { client_id: clientId, response_uri: responseUri, nonce, state } = fields;
  if (fields.response_type !== 'vp_token' || fields.response_mode !== 'direct_post')
    throw new Error('이 지갑이 모르는 요청입니다. / A request that this wallet does not know.');
  // The firm is who receives the answer, whatever the request says of itself.
  const firm = firms[new URL(responseUri).origin];
  if (!firm || clientId !== `redirect_uri:${responseUri}`)
    throw new Error('등록되지 않은 회사의 요청입니다. / The request is of no firm that this wallet knows.');
  const query = JSON.parse(fields.dcql_query).credentials;
  const [asked] = query;
  if (query.length !== 1 || asked.format !== 'dc+sd-jwt')
    throw new Error('이 지갑에 없는 증명을 요청합니다. / It asks for what this wallet does not have.');
  const always = new Set(['assurance', 'identified_on']);
  const disclose = asked.claims.map(({ path }) => path[0]).filter((name) => !always.has(name));
  const transactionData = fields.transaction_data ? JSON.parse(fields.transaction_data) : [];
  return { firm, audience: clientId, responseUri, nonce, state, query: asked.id, disclose, transactionData };
}
