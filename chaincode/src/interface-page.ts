import { contractsWith } from './chaincode';
import {
  describe,
  type InterfaceDescription,
  type ToldContract,
  type ToldEntry,
  type ToldHidden,
  type ToldTransaction,
} from './contracts/fabric/interface-description';

/** As much of a schema as the page tells. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly format?: string;
  readonly description?: string;
  readonly items?: Schema | readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

const HEAD = `# The contracts' interface

Made by \`npm run reference\` from what the contracts tell of themselves; a test compares. Any peer that runs them tells the same, with complete JSON schemas,
to whoever may call it:

\`\`\`sh
peer chaincode query -C interfirm -n jangbu -c '{"Args":["org.hyperledger.fabric:GetMetadata"]}'
\`\`\`

A transaction takes one argument at most, a JSON text, and answers a JSON text. One that is submitted is endorsed by those whom the
fact concerns ([who must agree](trust.md#who-must-agree)) and refused with a code ([errors](errors.md)); a query is answered by a peer of the caller's own member
(\`supervision:documents\` by one of the member that it names). Never submit a query: its argument and its answer would stand in a block for all to read, even in one that is not valid.
Documents that are to be recorded are given in canonical form (RFC 8785). Where a transaction takes transient data, it is what the table says, each entry a JSON text but for
\`transaction\`, which is the bare name. Documents inside requests, and those that a query answers as texts, have no schema here: the SDK makes and reads them, and does all of this.
`;

const RECORDS = `Everything that members record between them is one transaction, so that the channel does not see which it was
([decision 127](decisions/0127-one-name-for-what-members-record.md)). The transient entry \`transaction\` names it, and the others follow from that:
`;

const BY_HAND = `By hand, with the \`peer\` command: the value of each entry of the transient data is the base64 of its text, and \`--peerAddresses\` with its
\`--tlsRootCertFiles\` is given once for a peer of each member that takes part, of the supervisor too. Every peer that is named sees the documents, so name no other:

\`\`\`sh
peer chaincode invoke … -C interfirm -n jangbu -c '{"Args":["interfirm:record"]}' \\
  --transient "{\\"transaction\\":\\"$(printf settlement:release | base64 -w0)\\",\\"request\\":\\"$(base64 -w0 request.json)\\"}"
\`\`\`
`;

/** What the formats of texts are that the schemas name. */
const FORMATS: Readonly<Record<string, string>> = {
  'jangbu-date': 'a date of the calendar, `YYYY-MM-DD` (ISO 8601-1), from the year 1583 on',
  'jangbu-text': 'one line of Unicode: no control character, and none that changes the direction of writing',
  isin: 'an ISIN with its check digit (ISO 6166)',
  lei: 'an LEI with its check digits (ISO 17442)',
  uti: 'a UTI (ISO 23897)',
  currency: 'a currency by its three letters (ISO 4217)',
};

/** A text of no format that is told has no meaning to its reader. */
function formatsText(schemas: Readonly<Record<string, Schema>>): string {
  const found = JSON.stringify(schemas).matchAll(/"format":"([^"]+)"/g);
  const used = [...new Set([...found].map(([, format = '']) => format))].sort();
  const rows = used.map((format) => {
    const told = FORMATS[format];
    if (told === undefined) throw new Error(`the page tells nothing of the format ${format}`);
    return [`\`${format}\``, told];
  });
  return table(['format', 'a text that is'], rows);
}

function inTable(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

function row(...cells: readonly string[]): string {
  return `| ${cells.map(inTable).join(' | ')} |`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [row(...head), row(...head.map(() => '---')), ...rows.map((cells) => row(...cells))].join('\n');
}

function linked(name: string): string {
  return `[${name}](#${name.toLowerCase()})`;
}

function listed(items: Schema | readonly Schema[] | undefined): string {
  if (items === undefined) return 'list';
  return isList(items) ? `[${items.map(typeOf).join(', ')}]` : `list of ${typeOf(items)}`;
}

function isList(items: Schema | readonly Schema[]): items is readonly Schema[] {
  return Array.isArray(items);
}

/** The words of a pattern that allows a few words only. */
function wordsOf(pattern: string | undefined): string | undefined {
  return /^\^\(\?:([\w|-]+)\)\$$/.exec(pattern ?? '')?.[1]?.replaceAll('|', ' | ');
}

/** A schema in a few words. */
function typeOf(schema: Schema): string {
  const { $ref, anyOf, type, format, pattern } = schema;
  if ($ref !== undefined) return linked($ref.split('/').at(-1) ?? '');
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``;
  if (anyOf) return anyOf.map(typeOf).join(' or ');
  if (type === 'array') return listed(schema.items);
  if (type === 'object') return objectOf(schema);
  return wordsOf(pattern) ?? format ?? type ?? 'anything';
}

function objectOf({ properties, required = [] }: Schema): string {
  if (!properties || Object.keys(properties).length === 0) return 'object';
  const fields = Object.entries(properties);
  return `{ ${fields.map(([name, field]) => `${name}${required.includes(name) ? '' : '?'}: ${typeOf(field)}`).join(', ')} }`;
}

function componentText([name, schema]: readonly [string, Schema]): string {
  const { properties = {}, required = [], description } = schema;
  const fields = Object.entries(properties);
  const said = description === undefined ? [] : [description];
  if (fields.length === 0) return [`### ${name}`, ...said, typeOf(schema)].join('\n\n');
  const rows = fields.map(([field, told]) => [
    `\`${field}\`${required.includes(field) ? '' : ' (may be left out)'}`,
    typeOf(told),
  ]);
  return [`### ${name}`, ...said, table(['field', 'what'], rows)].join('\n\n');
}

function entriesText(entries: Readonly<Record<string, ToldEntry>> = {}): string {
  return Object.entries(entries)
    .map(
      ([name, { required, schema }]) =>
        `\`${name}\`: ${typeOf(schema)}${required ? '' : ' (may be left out)'}`,
    )
    .join('; ');
}

function transactionRow(contract: string, transaction: ToldTransaction): string[] {
  const { name, tag, parameters, returns } = transaction;
  const argument = parameters.map(({ schema }) => typeOf(schema)).join();
  return [
    `\`${contract}:${name}\``,
    tag.includes('SUBMIT') ? 'submitted' : 'query',
    [argument, entriesText(transaction['x-transient'])].filter((text) => text !== '').join(' '),
    typeOf(returns),
    transaction['x-description'],
  ];
}

function hiddenRow([name, told]: readonly [string, ToldHidden]): string[] {
  return [`\`${name}\``, entriesText(told['x-transient']), told['x-description']];
}

function contractText({ name, info, transactions }: ToldContract): string {
  const head = ['transaction', '', 'given', 'answers', 'what it does'];
  const records = transactions.flatMap((each) => Object.entries(each['x-transactions'] ?? {}));
  const rows = transactions.map(({ 'x-transactions': many, 'x-transient': entries, ...each }) =>
    transactionRow(name, many === undefined && entries ? { ...each, 'x-transient': entries } : each),
  );
  const texts = [`## ${name}`, info.description, table(head, rows)];
  if (records.length === 0) return texts.join('\n\n');
  return [
    ...texts,
    RECORDS.trim(),
    table(['`transaction`', 'with', 'what it does'], records.map(hiddenRow)),
    BY_HAND.trim(),
  ].join('\n\n');
}

function pageOf({ contracts, components }: InterfaceDescription): string {
  return (
    [
      HEAD.trim(),
      ...Object.values(contracts).map(contractText),
      '## Schemas',
      formatsText(components.schemas),
      ...Object.entries(components.schemas).map(componentText),
      '',
    ]
      .join('\n\n')
      .trimEnd() + '\n'
  );
}

/** The page on the contracts' interface: its name in docs/, and what stands in it. */
export function interfacePage(): { readonly file: string; readonly text: string } {
  const told = describe(contractsWith({ foundingHash: '', now: () => new Date(0) }));
  return { file: 'contract-interface.md', text: pageOf(told) };
}
