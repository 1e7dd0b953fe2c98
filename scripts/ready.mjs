// Installs and builds what is missing or out of date, and prints one line for each step. Needs only Node and npm.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, linkSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { useGitHooks } from './git-hooks.mjs'
import { writeSbom } from './sbom.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const at = (...names) => join(root, ...names)

/**
 * What is built: its source files and folders, the output folder, the program, and a file that records the hashes of the
 * sources of the last build.
 */
const documents = {
  sources: ['web/src', 'web/build', 'schema.graphql', 'package-lock.json'],
  folder: at('web', 'src', 'api', 'generated'),
  record: at('web', '.documents.json'),
  command: [at('web', 'build', 'write-documents.js')],
}
const service = {
  // Tests import rules of the pages.
  sources: ['src', 'migrations', 'test', 'bench', 'tools', 'web/src', 'tsconfig.json', 'package-lock.json'],
  folder: at('dist'),
  record: at('dist', '.sources.json'),
  command: [at('node_modules', 'typescript', 'bin', 'tsc'), '--project', 'tsconfig.json'],
}
const pages = {
  sources: ['web', 'locales', 'schema.graphql', 'package-lock.json'],
  folder: at('dist', 'pages'),
  record: at('dist', '.pages.json'),
  command: [at('web', 'build', 'build.js')],
}
const sbom = {
  sources: ['package-lock.json', 'scripts/sbom.mjs'],
  file: at('dist', 'sbom.cdx.json'),
  record: at('dist', '.sbom.json'),
}
const lock = at('.ready')

const installation = { title: 'Installing packages', isDone: isInstalled, run: install }
const serviceSteps = [
  { title: 'Building the service', isDone: () => isBuilt(service), run: () => build(service) },
  { title: 'Listing the packages', isDone: () => isBuilt(sbom) && existsSync(sbom.file), run: listPackages },
]
/** Both need `schema.graphql`, with which the documents are checked. */
const documentsStep = {
  title: 'Writing the documents of the pages',
  isDone: () => isBuilt(documents),
  run: () => build(documents),
}
const pagesStep = { title: 'Building the pages', isDone: () => isBuilt(pages), run: () => build(pages) }

/**
 * Installs and builds what is missing or out of date; prints an error and exits when that fails. Processes that start at
 * the same time take turns. `withPages: false` leaves the pages as they are; only documents that were never written are
 * written, since the service does not compile without their types.
 */
export async function makeReady({ withPages = true } = {}) {
  refuseOldNode()
  useGitHooks()
  const needed = [
    installation,
    ...(withPages || !existsSync(documents.folder) ? [documentsStep] : []),
    ...serviceSteps,
    ...(withPages ? [pagesStep] : []),
  ]
  if (needed.every((step) => step.isDone())) return
  await withLock(async () => {
    for (const step of needed) if (!step.isDone()) await timed(step)
  })
}

function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  fail(`Ancrage needs Node 20.19 or newer, and this is Node ${process.versions.node}.`)
}

/** Compares the packages that npm has recorded as installed with the lock file. Those for other platforms may be missing. */
function isInstalled() {
  const installed = packagesOf(at('node_modules', '.package-lock.json'))
  if (!installed) return false
  return Object.entries(packagesOf(at('package-lock.json'))).every(
    ([path, { version, integrity, optional }]) => {
      const actual = installed[path]
      return (
        path === '' ||
        (actual ? actual.version === version && actual.integrity === integrity : optional === true)
      )
    },
  )
}

function packagesOf(lockFile) {
  return existsSync(lockFile) ? JSON.parse(readFileSync(lockFile, 'utf8')).packages : undefined
}

/** Install scripts are off: no package needs one, and versions of npm differ in whether they run them. */
function install() {
  const npm = process.env.npm_execpath
  const args = ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  return npm
    ? run(process.execPath, [npm, ...args])
    : run('npm', args, { shell: process.platform === 'win32' })
}

function isBuilt({ sources, record }) {
  return existsSync(record) && readFileSync(record, 'utf8') === JSON.stringify(hashesOf(sources))
}

async function build({ sources, folder, record, command }) {
  const current = hashesOf(sources)
  const previous = existsSync(record) ? Object.keys(JSON.parse(readFileSync(record, 'utf8'))) : ['unknown']
  // The output of a deleted file would stay, and a deleted test would still run.
  const isFileGone = previous.some((file) => !(file in current))
  if (isFileGone) rmSync(folder, { recursive: true, force: true })
  rmSync(record, { force: true })
  await run(process.execPath, command)
  writeFileSync(record, JSON.stringify(current))
}

/** A build of the service may have removed the folder, so this comes after it. */
function listPackages() {
  try {
    writeSbom(root, sbom.file)
  } catch (error) {
    fail(`failed:\n\n${error.stderr ?? error.message}`)
  }
  writeFileSync(sbom.record, JSON.stringify(hashesOf(sbom.sources)))
}

/** Returns the SHA-256 of every source file by its path. */
function hashesOf(sources) {
  const files = sources.filter((name) => existsSync(at(name))).flatMap(filesOf)
  return Object.fromEntries(
    files.sort().map((file) => [
      file,
      createHash('sha256')
        .update(readFileSync(at(file)))
        .digest('hex'),
    ]),
  )
}

/**
 * The benchmark stores packages and a database of gigabytes below its folder; other users may be unable to read them. The
 * build of the pages writes `generated`.
 */
const ignored = new Set(['data', 'node_modules', 'generated'])

function filesOf(name) {
  if (!statSync(at(name)).isDirectory()) return [name]
  const entries = readdirSync(at(name)).filter((entry) => !ignored.has(entry))
  return entries.flatMap((entry) => filesOf(`${name}/${entry}`))
}

async function timed({ title, run }) {
  const start = Date.now()
  process.stdout.write(`${title} … `)
  await run()
  process.stdout.write(`${((Date.now() - start) / 1000).toFixed(1)} s\n`)
}

/** Runs a program and waits for its end. Its output is shown only if it fails, and the process exits then. */
function run(program, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options })
    let output = ''
    child.stdout.on('data', (text) => (output += text))
    child.stderr.on('data', (text) => (output += text))
    child.on('error', (error) => fail(`failed: ${error.message}`))
    child.on('close', (code) => (code === 0 ? resolve() : fail(`failed:\n\n${output.trim()}`)))
  })
}

/** Runs `work` while no other process does. The lock file is linked, so that it is never seen without its process number. */
async function withLock(work) {
  for (let waited = 0; !takeLock(); waited++) {
    if (waited === 0)
      console.log(`Another start is installing or building: waiting for it to remove ${lock}.`)
    await pause(200)
  }
  const release = () => rmSync(lock, { force: true })
  process.on('exit', release)
  await work()
  release()
  process.off('exit', release)
}

function takeLock() {
  const mine = `${lock}.${process.pid}`
  try {
    writeFileSync(mine, String(process.pid))
    linkSync(mine, lock)
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') fail(`The checkout ${root} cannot be written to: ${error.message}`)
    if (isAbandoned()) rmSync(lock, { force: true })
    return false
  } finally {
    rmSync(mine, { force: true })
  }
}

function isAbandoned() {
  try {
    const holder = Number(readFileSync(lock, 'utf8'))
    return holder === process.pid || !process.kill(holder, 0)
  } catch (error) {
    return error.code === 'ESRCH'
  }
}

function fail(message) {
  console.error(message)
  process.exit(1)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await makeReady()
