/** The prose lint, run on a small checkout. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const root = process.cwd()
let checkout: string

beforeAll(() => {
  checkout = mkdtempSync(join(tmpdir(), 'ancrage-prose-'))
  cpSync(join(root, 'scripts'), join(checkout, 'scripts'), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(checkout, 'node_modules'))
  write('scripts/prose-words.mjs', [
    `export const words = [['nobody', 'no user'], ['told, said', 'returned'], ['house, houses', 'agency'], ['of which', 'a new sentence']]`,
  ])
})
afterAll(() => rmSync(checkout, { recursive: true }))

function write(file: string, lines: string[]) {
  mkdirSync(join(checkout, dirname(file)), { recursive: true })
  writeFileSync(join(checkout, file), lines.join('\n'))
}

function lint(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/lint-prose.mjs', ...args], {
    cwd: checkout,
    encoding: 'utf8',
  })
  expect(stderr).toBe('')
  return { status, stdout }
}

/** Checks one file; returns the lines and words that the lint reports. */
function findIn(file: string, lines: string[]): string[] {
  write(file, lines)
  const { status, stdout } = lint(file)
  rmSync(join(checkout, file))
  const hits = [...stdout.matchAll(/^(\S+):(\d+): “(.*?)”: write .*\.$/gm)]
  expect(status).toBe(hits.length > 0 ? 1 : 0)
  for (const [, path] of hits) expect(path).toBe(file)
  return hits.map(([, , line, word]) => `${line} ${word}`)
}

it('reads comments, decorator descriptions and names of tests', () => {
  expect(
    findIn('src/a.ts', [
      '/** Nobody is told. */',
      'const a = 1 // of',
      '// which the house',
      'class A {',
      "  @Field(() => String, 'What was said.') b: string",
      "  @Field({ description: 'For nobody.' }) c: string",
      '}',
      "describe('a house', () => {",
      '  it(`has ${a} houses`, () => undefined)',
      "  it.each([['what nobody sees', 1]])('is %s of which', () => undefined)",
      '})',
    ]),
  ).toEqual([
    '1 Nobody',
    '1 told',
    '2 of which',
    '3 house',
    '5 said',
    '6 nobody',
    '8 house',
    '9 houses',
    '10 nobody',
    '10 of which',
  ])
})

it('leaves code, strings, names and quotations alone', () => {
  expect(
    findIn('src/a.tsx', [
      "import { house } from './house.js'",
      '/** `house`, "nobody", “told”, the permission house:write, house.ts, makeHouse and in-house. */',
      'const said = /nobody/.test(`told // nobody`) // one of the lists, which is short',
      "const sql = 'select nobody from house'",
      'const page = <p>nobody {/* the user’s own */} said</p>',
      "it('shows “nobody” and `house`', () => undefined)",
    ]),
  ).toEqual([])
})

it('reads a comment inside JSX and scripts', () => {
  expect(findIn('web/a.tsx', ['const page = <p>{/* nobody */}</p>'])).toEqual(['1 nobody'])
  expect(findIn('scripts/a.mjs', ['#!/usr/bin/env node', '/*', ' * What is told', ' */'])).toEqual(['3 told'])
})

it('reads comments of SQL, those in function bodies too, and what comment on records', () => {
  expect(
    findIn('src/a.sql', [
      '-- of',
      '-- which',
      "select 'nobody', house from told; /* said */",
      'create function f() returns void language plpgsql as $$',
      'begin -- nobody',
      'end $$;',
      "comment on function f is 'For nobody.';",
    ]),
  ).toEqual(['1 of which', '3 said', '5 nobody', '7 nobody'])
})

it('reads documentation, but not its code and links', () => {
  expect(
    findIn('docs/a.md', [
      '# A house',
      '`nobody` and [a page](house.md)',
      '',
      '```sh',
      'nobody',
      '```',
      'one of',
      'which',
    ]),
  ).toEqual(['1 house', '7 of which'])
})

it('reads descriptions of the schema', () => {
  expect(
    findIn('schema.graphql', [
      '"""',
      'For nobody.',
      '"""',
      'type House {',
      '  """Told."""',
      '  said: Int',
      '}',
    ]),
  ).toEqual(['2 nobody', '5 Told'])
})

it('checks the whole tree or the paths it is called with, and counts', () => {
  write('src/old/a.ts', ['// nobody'])
  write('src/new.ts', ['// nobody', '// nobody'])
  expect(lint()).toMatchObject({
    status: 1,
    stdout: expect.stringContaining('src/new.ts:2: “nobody”: write no user.') as string,
  })
  expect(lint().stdout).toContain('src/old/a.ts:1:')
  expect(lint('src/old').stdout).not.toContain('src/new.ts')
  const { status, stdout } = lint('--count')
  expect(status).toBe(0)
  expect(stdout).toMatch(/3 words to replace\n\n +3 {2}nobody\n/)
  expect(stdout).toMatch(/2 {2}src\/new\.ts\n +1 {2}src\/old\/\n/)
})
