import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { hashOf, isBusinessDay, isIsin, isLei } from '@jangbu/model';

import { advice } from './advice';
import { consortiumFiles, loadConsortium, parseConsortium } from './consortium-file';
import { ConsortiumFileError, type ConsortiumProblem } from './consortium-file-error';
import { foundingList } from './founding-list';
import { consortiumSchemaText } from './schema';

const small = readFileSync(consortiumFiles.small, 'utf8');

/** The small file with one passage replaced; the passage must be there. */
function withChange(passage: string, replacement: string): string {
  expect(small).toContain(passage);
  return small.replace(passage, replacement);
}

function problemsOf(text: string): readonly ConsortiumProblem[] {
  try {
    parseConsortium(text, 'x.yaml');
  } catch (error) {
    if (error instanceof ConsortiumFileError) return error.problems;
    throw error;
  }
  return [];
}

/** Line, from 1, of the first that holds the passage. */
function lineOf(text: string, passage: string): number {
  return text.slice(0, text.indexOf(passage)).split('\n').length;
}

describe('the consortium files that come with the package', () => {
  it('name KOFIA and the 21 firms, with four consenters of different members', async () => {
    const { members, consenters, instruments } = await loadConsortium(consortiumFiles.full);
    expect(members).toHaveLength(22);
    expect(members[0]).toMatchObject({ id: 'kofia', mspId: 'KofiaMSP', domain: 'kofia.jangbu.example' });
    expect(members.filter(({ roles }) => roles.includes('supervisor')).map(({ id }) => id)).toEqual([
      'kofia',
    ]);
    expect(new Set(consenters).size).toBe(4);
    expect(instruments.length).toBeGreaterThanOrEqual(40);
  });

  it('have nothing to advise on in the full one, and the shared consenter in the small one', async () => {
    expect(advice(await loadConsortium(consortiumFiles.full))).toEqual([]);
    expect(advice(await loadConsortium(consortiumFiles.small))).toEqual([
      expect.stringMatching(/^kofia owns 2 of the 4 consenters, which tolerate 1: kofia alone can stop/),
    ]);
  });

  it.each(Object.values(consortiumFiles))(
    'carry valid ISINs and LEIs, made-up ones marked: %s',
    async (file) => {
      const { instruments, members } = await loadConsortium(file);
      expect(instruments.map(({ isin }) => isin).filter((isin) => !isIsin(isin))).toEqual([]);
      expect(
        members.filter(({ lei, leiMadeUp }) => !isLei(lei) || leiMadeUp !== lei.startsWith('JNGB')),
      ).toEqual([]);
    },
  );

  it('fill in what an instrument leaves out as for a share in won', async () => {
    const { instruments } = await loadConsortium(consortiumFiles.small);
    expect(instruments[0]).toEqual({
      isin: 'KR7005930003',
      kind: 'EQUITY',
      name: { en: 'Samsung Electronics', ko: '삼성전자' },
      quantityScale: 0,
      priceScale: 0,
      currency: 'KRW',
      status: 'ACTIVE',
    });
  });

  it('close the market on 1 May and on the last weekday of the year, and list no weekend', async () => {
    const { parameters } = await loadConsortium(consortiumFiles.full);
    expect(parameters.closedDays).toEqual(expect.arrayContaining(['2026-05-01', '2026-12-31', '2027-12-31']));
    expect(parameters.closedDays.filter((day) => !isBusinessDay(day, { closedDays: [] }))).toEqual([]);
  });

  it('have a founding list of the members alone, which roles and instruments do not change', () => {
    const consortium = parseConsortium(small, 'x.yaml');
    const list = foundingList(consortium);
    expect(list.members[1]).toEqual({
      id: 'nh',
      mspId: 'NhMSP',
      name: { en: 'NH Investment & Securities', ko: 'NH투자증권' },
      lei: 'JNGB00NH000000000090',
    });
    const edited = { ...consortium, instruments: [] };
    expect(hashOf(foundingList(edited))).toBe(hashOf(list));
    expect(hashOf(foundingList({ ...consortium, channel: 'other' }))).not.toBe(hashOf(list));
  });

  it('let days move freely; without that word, and where roles are as ever, lists have the hashes that they always had', async () => {
    const shipped = await Promise.all(Object.values(consortiumFiles).map(loadConsortium));
    expect(shipped.map((each) => foundingList(each).time)).toEqual(['FREE', 'FREE']);
    expect(shipped.map((each) => hashOf(foundingList({ ...each, time: undefined })))).toEqual([
      'e83abf0c63b75ab2c2588c687fae75153918ba3cbdb7dd647eaf35c8e6548011',
      '83378dc240f050b05c1a84f52b3d50ed8982b5bc5278b19f3bea6a9c742d5c19',
    ]);
  });

  it('follow the published JSON Schema, which is the one that the code has', () => {
    // To write it anew: node -p "require('@jangbu/network').consortiumSchemaText()" >the file; prettier --write the file
    const published = join(consortiumFiles.full, '..', 'consortium.schema.json');
    expect(JSON.parse(readFileSync(published, 'utf8'))).toEqual(JSON.parse(consortiumSchemaText()));
  });
});

describe('a consortium file with a fault', () => {
  it.each([
    [
      'an unknown field',
      'roles: []',
      'rolls: [] # here\n    roles: []',
      'members[1].rolls',
      /no field known/,
    ],
    ['a missing field', 'id: nh\n    mspId: NhMSP', 'id: nh # here', 'members[1].mspId', /is missing/],
    ['a wrong type', 'leiMadeUp: true', 'leiMadeUp: maybe # here', 'members[0].leiMadeUp', /true or false/],
    ['a number for text', "'0'", '0 # here', 'parameters.amountTolerance', /put '0' in quotes/],
    ['an unknown role', 'roles: []', 'roles: [chief] # here', 'members[1].roles[0]', /supervisor, custodian/],
    [
      'an ISIN mistyped',
      '03, kind',
      '04, # here\n      kind',
      'instruments[0].isin',
      /check digit should be 3/,
    ],
    [
      'an LEI mistyped',
      '00NH000000000090',
      '00NH000000000091 # here',
      'members[1].lei',
      /digits should be 90/,
    ],
    ['an LEI too short', 'JNGB00NH000000000090', 'JNGB # here', 'members[1].lei', /18 upper-case/],
    ['a domain in capitals', 'nh.jangbu.example', 'NH.example # here', 'members[1].domain', /lower-case DNS/],
    ['a date that does not exist', '2026-01-01 #', '2026-02-30 # here', 'parameters.closedDays[0]', /a date/],
    [
      'a settlement rule that contradicts itself',
      'cycle: 2, window',
      'cycle: 31, # here\n      window',
      'parameters.settlementRules[0]',
      /cycle of 31 outside its own window/,
    ],
    [
      'settlement rules without a default',
      'settlementRules:\n    - { kind: DEFAULT',
      'settlementRules: # here\n    - { kind: FUND',
      'parameters.settlementRules',
      /has no DEFAULT rule/,
    ],
    [
      'cut-offs out of their order',
      "{\n        from: 2000-01-01,\n        opening: '08:30'",
      "{ # here\n        from: 2000-01-01,\n        opening: '15:30'",
      'parameters.cutOffs[0]',
      /from opening over reservation/,
    ],
    ['an id used twice', 'id: nh', 'id: kofia # here', 'members[1].id', /taken already by members\[0\]/],
    ['an MSP id used twice', 'NhMSP', 'KofiaMSP # here', 'members[1].mspId', /KofiaMSP is taken/],
    ['a domain used twice', 'nh.jangbu', 'kofia.jangbu.example # here', 'members[1].domain', /is taken/],
    ['an LEI used twice', 'JNGB00NH000000000090', 'JNGB00KOFIA000000069 # here', 'members[1].lei', /taken/],
    [
      'an ISIN used twice',
      'KR7000660001,',
      'KR7005930003, # here\n      ',
      'instruments[1].isin',
      /is taken/,
    ],
    [
      'a stranger as consenter',
      'nh, samsung, kofia]',
      'foo, nh, nh] # here',
      'consenters[1]',
      /foo is no member/,
    ],
    [
      'too few consenters',
      'nh, samsung, kofia]',
      'nh] # here',
      'consenters',
      /3f \+ 1 of them, so at least 4/,
    ],
    ['no consenters', '[kofia, nh, samsung, kofia]', '[] # here', 'consenters', /has 0 entries, too few/],
    ['no supervisor', 'members:', 'members: # here', 'members', /exactly one supervisor/],
    [
      'two supervisors',
      'roles: []',
      'roles: [supervisor] # here',
      'members[1].roles',
      /members\[0\] does already/,
    ],
    ['a port below 1024', '{ base: 18000 }', '{ base: 80 } # here', 'ports.base', /at least 1024/],
    [
      'ports that end too high',
      '{ base: 18000 }',
      '{ base: 65400 } # here',
      'ports.base',
      /would end beyond 65535/,
    ],
  ])('is refused for %s, at its line', (what, passage, replacement, path, message) => {
    const changed = withChange(passage, replacement);
    const text = what === 'no supervisor' ? changed.replace('[supervisor, custodian]', '[]') : changed;
    const problems = problemsOf(text).filter((problem) => problem.path === path);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toMatch(message);
    expect(problems[0]?.line).toBe(lineOf(text, '# here'));
  });

  it('is told exactly where: line and column of the value', () => {
    const text = withChange('leiMadeUp: true', 'leiMadeUp: maybe');
    const line = lineOf(text, 'leiMadeUp: maybe');
    expect(problemsOf(text)).toEqual([
      { line, column: 16, path: 'members[0].leiMadeUp', message: 'must be true or false' },
    ]);
    expect(() => parseConsortium(text, 'the/file.yaml')).toThrow(
      `the/file.yaml:${line}:16: members[0].leiMadeUp must be true or false`,
    );
  });

  it('is told everything at once, in the order of its lines', () => {
    const text = withChange('roles: []', 'roles: [chief]')
      .replace('5930003', '5930004')
      .replace('base: 18000', 'base: 80')
      .replace('[kofia, nh,', '[kofia, foo,');
    const problems = problemsOf(text);
    expect(problems.map(({ path }) => path)).toEqual([
      'ports.base',
      'consenters[1]',
      'members[1].roles[0]',
      'instruments[0].isin',
    ]);
  });

  it.each([
    ['a bracket left open', 'a: [1', 1],
    ['a key given twice', 'channel: a\nchannel: b\n', 2],
    ['an alias to nothing', 'channel: *x\n', 1],
    ['two documents', 'a: 1\n---\nb: 2\n', 2],
    ['nothing in it', '', 1],
    ['a list where fields should be', '- 1\n', 1],
  ])('is refused for its YAML: %s', (_, text, line) => {
    const problems = problemsOf(text);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems[0]?.line).toBe(line);
  });

  it('is told when it cannot be read', async () => {
    const reading = loadConsortium('/nowhere/consortium.yaml');
    await expect(reading).rejects.toBeInstanceOf(ConsortiumFileError);
    await expect(reading).rejects.toThrow(/^\/nowhere\/consortium\.yaml:1:1: the file cannot be read/);
  });
});

describe('advice on a consortium', () => {
  const consortium = parseConsortium(small, 'x.yaml');

  it('warns of a member that decides the order alone', () => {
    const [text] = advice({ ...consortium, consenters: ['nh', 'nh', 'nh', 'kofia'] });
    expect(text).toMatch(/nh alone decides the order/);
  });

  it('warns of consenters that cost and add nothing', () => {
    const of = (count: number): readonly string[] =>
      advice({ ...consortium, consenters: Array.from({ length: count }, (_, i) => `m${i}`) });
    expect(of(4)).toEqual([]);
    expect(of(6)).toEqual([expect.stringMatching(/6 consenters tolerate no more failures than 4 do/)]);
    expect(of(7)).toEqual([]);
  });

  it('warns of ports that the system gives away', () => {
    const of = (base: number) => advice({ ...consortium, consenters: ['a', 'b', 'c', 'd'], ports: { base } });
    expect(of(40_000)).toEqual([expect.stringMatching(/40000 puts nodes on ports/)]);
    expect(of(32_600)).toEqual([expect.stringMatching(/32600 puts nodes on ports/)]);
    expect(of(32_400)).toEqual([]);
  });
});
