/**
 * Follows the recipes of CONTRIBUTING.md in a copy of the checkout: applies their code blocks in order, builds, and runs
 * tests of what was added. One copy and one build for all of them, since the build takes longest.
 *
 * A code block with `file=…` in its info string changes that file: `after`, `before` and `replace` name the only line that
 * contains a text, `end` appends, and without any of them the file is new. `{a,b}` in a path names one file for each line.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Client } from 'pg'

const root = process.cwd()
const copyTemplate = 'ancrage_contributing_template'

interface CodeBlock {
  recipe: string
  file: string
  where: 'new' | 'after' | 'before' | 'replace' | 'end'
  anchor: string
  lines: string[]
}

const blocks = parseBlocks(readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8'))

/** The most places that each recipe may name. */
const limits = {
  'A migration': 1,
  'A field': 5,
  'An entity': 10,
  'A mutation': 5,
  'A fact that a stage requires': 5,
  'A SQL function': 3,
}

describe('the recipes of CONTRIBUTING.md', () => {
  let copy: string
  beforeAll(() => {
    copy = copyCheckout()
  }, 60_000)
  afterAll(async () => {
    rmSync(copy, { recursive: true, force: true })
    const server = new Client({ connectionString: process.env.TEST_OWNER_URL })
    await server.connect()
    await server.query(`drop database if exists ${copyTemplate} with (force)`)
    await server.end()
  })

  it.each(Object.entries(limits))('%s touches at most %d places', (recipe, limit) => {
    const places = new Set(blocks.filter((block) => block.recipe === recipe).map(({ file }) => placeOf(file)))
    expect(places.size).toBeGreaterThan(0)
    expect(places.size).toBeLessThanOrEqual(limit)
  })

  it('build, and their tests pass', () => {
    for (const block of blocks) apply(copy, block)
    expect(build(copy)).toBe('')
    const specs = [
      'prospect',
      'holiday',
      'quarter-of',
      'deal-move',
      'code-lists',
      'protection',
      'stage[.]spec',
    ]
    expect(runTests(copy, ...specs.map((name) => `/${name}`))).toBe('')
  }, 600_000)
})

/** A new folder counts as one place, and so do the four catalogues of words. */
function placeOf(file: string): string {
  const folder = dirname(file)
  return existsSync(join(root, folder)) && folder !== 'locales' ? file : folder
}

function parseBlocks(markdown: string): CodeBlock[] {
  const results: CodeBlock[] = []
  let recipe = ''
  let block: (CodeBlock & { indent: number }) | undefined
  for (const line of markdown.split('\n')) {
    const fence = /^( *)```(?:\w+ file=(\S+)(?: (after|before|replace|end)(?:="(.*)")?)?)?/.exec(line)
    if (block && fence) block = undefined
    else if (block) block.lines.push(line.slice(block.indent))
    else if (fence?.[2]) {
      const [, indent, file, where = 'new', anchor = ''] = fence
      block = {
        ...{ recipe, file: file, where: where as CodeBlock['where'], lines: [] },
        ...{ anchor: anchor.replaceAll('\\"', '"'), indent: indent!.length },
      }
      results.push(block)
    } else if (line.startsWith('### ')) recipe = line.slice('### '.length)
  }
  return results
}

/** Copies the files that git knows or would add, and what is built. Packages are linked. */
function copyCheckout(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ancrage-contributing-'))
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
  for (const file of new Set(files.split('\0')))
    if (file && existsSync(join(root, file))) cpSync(join(root, file), join(folder, file))
  for (const built of ['dist', 'web/src/api/generated'])
    cpSync(join(root, built), join(folder, built), { recursive: true, preserveTimestamps: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  return folder
}

function apply(copy: string, { file, where, anchor, lines }: CodeBlock): void {
  const names = /^(.*)\{(.*)\}(.*)$/.exec(file)
  if (names) {
    const [, start, each, end] = names
    each!
      .split(',')
      .forEach((name, i) => insert(join(copy, `${start}${name}${end}`), where, anchor, [lines[i]!]))
  } else insert(join(copy, file), where, anchor, lines)
}

function insert(path: string, where: CodeBlock['where'], anchor: string, lines: string[]): void {
  if (where === 'new') {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, `${lines.join('\n')}\n`, { flag: 'wx' })
  } else if (where === 'end') appendFileSync(path, `\n${lines.join('\n')}\n`)
  else {
    const text = readFileSync(path, 'utf8').split('\n')
    const places = text.flatMap((line, i) => (line.includes(anchor) ? [i] : []))
    expect({ path, anchor, places: places.length }).toEqual({ path, anchor, places: 1 })
    const [indent] = /^ */.exec(text[places[0]!]!)!
    const start = places[0]! + (where === 'after' ? 1 : 0)
    const indented = lines.map((line) => (line ? indent + line : line))
    text.splice(start, where === 'replace' ? 1 : 0, ...indented)
    writeFileSync(path, text.join('\n'))
  }
}

/** Returns what the compiler prints, '' if there is no error. Links are not resolved, so that it uses the copied build. */
function build(copy: string): string {
  const { stdout } = spawnSync(
    process.execPath,
    [join('node_modules', 'typescript', 'bin', 'tsc'), '--project', 'tsconfig.json', '--preserveSymlinks'],
    { cwd: copy, encoding: 'utf8' },
  )
  return stdout
}

/** Runs tests of the copy on the same server, with a template of its own; returns what they print if one fails. */
function runTests(copy: string, ...specs: string[]): string {
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      ...['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
      ...[join('node_modules', 'jest', 'bin', 'jest.js'), '--runInBand', ...specs],
    ],
    {
      cwd: copy,
      encoding: 'utf8',
      env: { ...process.env, DATABASE_URL: process.env.TEST_OWNER_URL, TEST_TEMPLATE: copyTemplate },
    },
  )
  return status === 0 ? '' : stderr
}
