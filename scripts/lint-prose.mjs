// Finds the words of scripts/prose-words.mjs in comments, docstrings, decorator descriptions, test names, documentation and
// schema descriptions, and prints file, line and what to write instead. Quotations, code and locales/ are exempt.
//
//   node scripts/lint-prose.mjs [path...]  each word with its place
//   node scripts/lint-prose.mjs --count    how many there are, by word and by folder
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { words } from './prose-words.mjs'
import { proseOf } from './prose/texts.mjs'
import { findWords } from './prose/words.mjs'
import { root } from './run.mjs'

const sources = ['src', 'test', 'migrations', 'tools', 'bench', 'web', 'scripts', 'docs']
const ignoredFolders = new Set(['node_modules', 'data', 'profiles', 'generated'])
/** Generated from locales/, whose sentences are exempt. */
const ignoredFiles = new Set(['docs/reference/errors.md'])
const rootFiles = /^(.*\.m?js|README\.md|CONTRIBUTING\.md|schema\.graphql)$/

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { count: { type: 'boolean' } },
})

const paths = positionals.map((path) => path.replace(/^\.\//, '').replace(/\/$/, ''))
const isBelow = (file, path) => file === path || file.startsWith(path.endsWith('/') ? path : `${path}/`)

const hits = listFiles()
  .filter((file) => paths.length === 0 || paths.some((path) => isBelow(file, path)))
  .flatMap(checkFile)

if (options.count) printCounts(hits)
else {
  for (const { file, line, word, instead } of hits)
    console.log(`${file}:${line}: “${word}”: write ${instead}.`)
  if (hits.length > 0) console.log(`\n${hits.length} words to replace: see scripts/prose-words.mjs.`)
  process.exitCode = hits.length > 0 ? 1 : 0
}

function listFiles() {
  const below = sources.filter((folder) => existsSync(join(root, folder))).flatMap(filesBelow)
  const beside = readdirSync(root).filter((name) => rootFiles.test(name))
  return [...below, ...beside].filter((file) => !ignoredFiles.has(file))
}

function filesBelow(folder) {
  return readdirSync(join(root, folder))
    .filter((name) => !ignoredFolders.has(name))
    .map((name) => `${folder}/${name}`)
    .flatMap((path) => (statSync(join(root, path)).isDirectory() ? filesBelow(path) : [path]))
}

function checkFile(file) {
  const text = readFileSync(join(root, file), 'utf8')
  return readProse(file, text).flatMap((prose) =>
    findWords(prose.text, words).map(({ at, word, instead }) => ({
      file,
      line: text.slice(0, prose.start + at).split('\n').length,
      word,
      instead,
    })),
  )
}

function readProse(file, text) {
  try {
    return proseOf(extname(file), text)
  } catch (error) {
    throw new SyntaxError(`${file}: ${error.message}`, { cause: error })
  }
}

function printCounts(all) {
  const count = (keyOf) => {
    const counts = new Map()
    for (const hit of all) counts.set(keyOf(hit), (counts.get(keyOf(hit)) ?? 0) + 1)
    return [...counts].sort(([, a], [, b]) => b - a)
  }
  const print = (title, counts) => {
    console.log(`${title}\n`)
    for (const [key, number] of counts) console.log(`${String(number).padStart(6)}  ${key}`)
    console.log('')
  }
  print(
    `${all.length} words to replace`,
    count(({ word }) => word.toLowerCase()),
  )
  print(
    'By folder',
    count(({ file }) => folderOf(file)),
  )
}

/** `src/deal/` for `src/deal/stage/stage.ts`, `src/main.ts` for itself. */
function folderOf(file) {
  const names = file.split('/')
  return names.length > 2 ? `${names[0]}/${names[1]}/` : file
}
