/** The commit-msg hook, as git runs it. */
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = process.cwd()
let checkout: string

// without the git settings of the user
const env = {
  PATH: process.env.PATH,
  HOME: tmpdir(),
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
}

beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), 'ancrage-commit-'))
  mkdirSync(join(checkout, 'scripts'))
  cpSync(join(root, '.githooks'), join(checkout, '.githooks'), { recursive: true })
  for (const name of ['commit-message.mjs', 'git-hooks.mjs', 'run.mjs'])
    cpSync(join(root, 'scripts', name), join(checkout, 'scripts', name))
})
afterEach(() => rmSync(checkout, { recursive: true }))

const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.example', ...args], {
    cwd: checkout,
    env,
    encoding: 'utf8',
  }).trim()

/** Runs the hook on a message; returns what it prints, '' when it accepts the message. */
function check(message: string): string {
  const file = join(checkout, 'message')
  writeFileSync(file, message)
  const { status, stderr } = spawnSync(join(checkout, '.githooks', 'commit-msg'), [file], {
    cwd: checkout,
    env,
    encoding: 'utf8',
  })
  expect(status).toBe(stderr === '' ? 0 : 1)
  return stderr
}

const setUp = () => spawnSync(process.execPath, [join('scripts', 'git-hooks.mjs')], { cwd: checkout, env })

describe('the commit-msg hook', () => {
  it.each([
    'feat(search): find names with an apostrophe\n',
    'fix(read,write)!: return null for a hidden row\n\nMasked rows had an empty text.\n',
    'build(ci/node-22): use the next version\n',
    'fixup! feat(search): find names with an apostrophe\n',
    'Merge branch "w/sql"\n',
    'Revert "feat(search): find names with an apostrophe"\n\nThis reverts commit 1234567.\n',
    '# a comment of the editor\n\ntest(stats): compare with SQL\n# another\n',
  ])('accepts %j', (message) => expect(check(message)).toBe(''))

  it.each([
    ['A search that finds more\n', 'Begin with one of feat, fix, perf, refactor, docs, test, build, chore.'],
    ['feature(search): find more\n', 'Begin with one of feat,'],
    ['feat: find more\n', 'After "feat", name the area in parentheses'],
    ['feat(Search): find more\n', 'lower-case letters, digits, "," "/" and "-"'],
    ['feat(search) find more\n', 'After the area, write ": " and a summary.'],
    ['feat(search): \n', 'After the area, write ": " and a summary.'],
    [`feat(search): find ${'more '.repeat(12)}\n`, 'It has 78 characters, but at most 72 are allowed'],
    ['feat(search): find more.\n', 'Leave out the full stop'],
    ['feat(search): Find more\n', 'lower-case letter'],
    ['feat(search): added a field\n', 'as an imperative'],
    ['feat(search): find more\nand better\n', 'Leave the second line empty'],
    ['\n', 'Begin with one of feat,'],
  ])('rejects %j', (message, fault) => {
    const output = check(message)
    expect(output).toContain(fault)
    expect(output).toContain('type(area): imperative summary')
  })

  it('accepts a subject of 72 characters', () => {
    const subject = `feat(search): ${'a'.repeat(72 - 'feat(search): '.length)}`
    expect(check(`${subject}\n`)).toBe('')
    expect(check(`${subject}a\n`)).toContain('It has 73 characters')
  })
})

describe('the set-up of the hook', () => {
  const commit = (message: string) => git('commit', '--quiet', '--allow-empty', '-m', message)

  it('makes git refuse a commit with another form', () => {
    git('init', '--quiet')
    expect(setUp().status).toBe(0)
    expect(git('config', 'core.hooksPath')).toBe('.githooks')
    expect(() => commit('A first commit')).toThrow(/Begin with one of/)
    commit('chore(repo): begin')
    expect(git('log', '--format=%s')).toBe('chore(repo): begin')
  })

  it('leaves other hooks in place', () => {
    git('init', '--quiet')
    git('config', 'core.hooksPath', 'elsewhere')
    expect(setUp().status).toBe(0)
    expect(git('config', 'core.hooksPath')).toBe('elsewhere')
  })

  it('does nothing without a repository, or without git', () => {
    expect(setUp()).toMatchObject({ status: 0 })
    git('init', '--quiet')
    const { status } = spawnSync(process.execPath, [join('scripts', 'git-hooks.mjs')], {
      cwd: checkout,
      env: { ...env, PATH: '' },
    })
    expect(status).toBe(0)
    expect(() => git('config', '--get', 'core.hooksPath')).toThrow()
  })
})
