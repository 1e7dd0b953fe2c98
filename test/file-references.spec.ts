/** A comment that names another place of a rule is followed by its readers, so the file and the name must exist. */
import { existsSync, readFileSync, readdirSync } from 'node:fs'

const root = process.cwd()
const files = ['src', 'tools', 'bench/peers', 'scripts', 'docs', 'migrations'].flatMap((folder) =>
  readdirSync(`${root}/${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|mjs|sql|md)$/.test(file))
    .map((file) => `${folder}/${file}`),
)

const linesOf = (file: string) => readFileSync(`${root}/${file}`, 'utf8').split('\n')
const path = String.raw`(?:src|test|tools|bench|scripts|locales|migrations)/[\w./-]+\.(?:ts|mjs|sql|json)`

/** Returns the matches of a pattern in all files, each as `file:line: match`, for which `isRight` is false. */
function findWrong(pattern: RegExp, isRight: (match: RegExpMatchArray) => boolean): string[] {
  return files.flatMap((file) =>
    linesOf(file).flatMap((line, i) =>
      [...line.matchAll(pattern)]
        .filter((match) => !isRight(match))
        .map(([text]) => `${file}:${i + 1}: ${text}`),
    ),
  )
}

describe('a file that a comment or a document names', () => {
  it('exists', () => {
    const names = new RegExp(String.raw`(?<![\w/.-])${path}`, 'g')
    expect(findWrong(names, ([name]) => existsSync(`${root}/${name}`))).toEqual([])
  })

  it('contains the function or list that is named in it', () => {
    const names = new RegExp(String.raw`(\w+)(?:\(\))?\x60? (?:in|of) \x60?(${path})`, 'g')
    const isThere = ([, name, file]: RegExpMatchArray) =>
      !/[A-Z_]|\(\)/.test(name!) ||
      new RegExp(String.raw`\b${name}\b`).test(readFileSync(`${root}/${file}`, 'utf8'))
    expect(findWrong(names, isThere)).toEqual([])
  })
})
