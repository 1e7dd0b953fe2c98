/** The table of settings in README.md, compared with what the code reads. */
import { readFileSync, readdirSync } from 'node:fs'
import { readConfig } from './read-config.js'
import { secretSettings } from './secret-files.js'

const root = process.cwd()
const read = (file: string): string => readFileSync(`${root}/${file}`, 'utf8')
const sorted = (names: Iterable<string>) => [...new Set(names)].sort()
const matches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, name]) => name!)

const readme = read('README.md').split('\n## Settings\n')[1]!.split('\n## ')[0]!
const cells = (line: string) => line.split(/(?<!\\)\|/).map((cell) => cell.trim())
const namesIn = (cell: string) => matches(cell, /`([^`]+)`/g)

/** Each documented setting, with the text of its default column. */
const documented = readme
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .flatMap((line) => {
    const [, names = '', defaults = ''] = cells(line)
    const values = namesIn(defaults)
    return namesIn(names).map((name, i) => ({
      name,
      value: values[i],
      isOnlyDefault: !defaults.includes(';'),
    }))
  })

/** Settings without which another one is rejected. */
const required = {
  PUBLIC_URL: 'https://ancrage.example',
  OIDC_ISSUER: 'https://login.example',
  OIDC_CLIENT_ID: 'ancrage',
  OIDC_CLIENT_SECRET: 'a secret of the client',
}

describe('the table of settings', () => {
  it('has every variable that the code reads, and no other', () => {
    const sources = ['src/config/read-config.ts', 'src/config/read-openid-config.ts'].map(read).join('\n')
    const names = matches(sources, /\bsetting\(\s*'([A-Z_]+)'/g)
    expect(names.length).toBeGreaterThan(40)
    expect(sorted(documented.map(({ name }) => name))).toEqual(sorted(names))
  })

  it('is complete: no other file of the service reads the environment', () => {
    const files = readdirSync(`${root}/src`, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
      .map((file) => `src/${file}`)
    const readers = files.filter((file) => /process\.env\b(?!\.(PATH|SystemRoot)\b)/.test(read(file)))
    // The embedded server inherits the environment of the process.
    expect(readers).toEqual(['src/config/read-config.ts', 'src/database/embedded/cluster.ts'])
  })

  it.each(documented.filter(({ value, isOnlyDefault }) => value && isOnlyDefault))(
    'has the default of $name: $value',
    ({ name, value }) => {
      const env = name.startsWith('OIDC_') ? required : {}
      const set = readConfig({ ...env, [name]: value })
      expect(name === 'DATA_DIR' ? set.dataDir : set).toEqual(
        name === 'DATA_DIR' ? `${root}/${value}` : readConfig(env),
      )
    },
  )

  it('lists the secrets that may be read from a file', () => {
    expect(sorted(matches(readme, /`([A-Z_]+)_FILE`/g).filter((name) => name !== ''))).toEqual(
      sorted(secretSettings),
    )
  })

  it('is passed on by the compose file, apart from what the image sets itself', () => {
    const service = read('docker/compose.yaml').split('\n  service:\n')[1]!
    const passed = matches(service, /^ {6}([A-Z_]+):/gm).filter((name) => !name.endsWith('_FILE'))
    // The image fixes the address and the mode; the service in the container has no rights of the owner, and no demo.
    const ofImage = ['PORT', 'HOST', 'NODE_ENV', 'DATABASE_URL', 'DATA_DIR', 'DEMO']
    expect(sorted([...passed, ...ofImage])).toEqual(sorted(documented.map(({ name }) => name)))
  })
})
