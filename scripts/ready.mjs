// Installs and builds what is missing or out of date, and says so in one line per step. Needs nothing but Node and npm.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, linkSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const at = (...names) => join(root, ...names)

/** What is built, from what, and where it is noted of what it was built. */
const service = {
  sources: ['src', 'migrations', 'test', 'tools', 'bench', 'tsconfig.json', 'nest-cli.json', 'package-lock.json'],
  folder: at('dist'),
  stamp: at('dist', '.sources.json'),
  build: [at('node_modules', '@nestjs', 'cli', 'bin', 'nest.js'), 'build'],
}
const pages = {
  sources: ['web', 'package-lock.json'],
  folder: at('dist', 'web'),
  stamp: at('dist', '.pages.json'),
  build: [at('node_modules', 'vite', 'bin', 'vite.js'), 'build', '--config', 'web/vite.config.js'],
}
const lock = at('.ready')

const steps = [
  { title: 'Installing packages', isDone: isInstalled, run: install },
  { title: 'Building the service', isDone: () => isBuilt(service), run: () => build(service) },
  { title: 'Building the pages', isDone: () => isBuilt(pages), run: () => build(pages) },
]

/** Leaves the checkout installed and built, or ends the process with a sentence. Safe when two starts do it at once. */
export async function makeReady() {
  refuseOldNode()
  if (steps.every((step) => step.isDone())) return
  await alone(async () => {
    for (const step of steps) if (!step.isDone()) await timed(step)
  })
}

function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  give(`Ancrage needs Node 20.19 or newer, and this is Node ${process.versions.node}.`)
}

/** The packages that npm noted as installed are those of the lock file; what suits other platforms only may lack. */
function isInstalled() {
  const installed = packagesOf(at('node_modules', '.package-lock.json'))
  if (!installed) return false
  return Object.entries(packagesOf(at('package-lock.json'))).every(
    ([path, { version, integrity, optional }]) => {
      const found = installed[path]
      return (
        path === '' ||
        (found ? found.version === version && found.integrity === integrity : optional === true)
      )
    },
  )
}

function packagesOf(lockFile) {
  return existsSync(lockFile) ? JSON.parse(readFileSync(lockFile, 'utf8')).packages : undefined
}

/** No package here needs an install script of its own, and npm versions differ in whether they run them. */
function install() {
  const npm = process.env.npm_execpath
  const args = ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  return npm
    ? run(process.execPath, [npm, ...args])
    : run('npm', args, { shell: process.platform === 'win32' })
}

function isBuilt({ sources, stamp }) {
  if (!existsSync(stamp)) return false
  return readFileSync(stamp, 'utf8') === JSON.stringify(hashes(sources))
}

async function build({ sources, folder, stamp, build: command }) {
  const now = hashes(sources)
  const before = existsSync(stamp) ? Object.keys(JSON.parse(readFileSync(stamp, 'utf8'))) : ['unknown']
  // What was built from a file that is gone would live on, and its tests with it.
  const gone = before.some((file) => !(file in now))
  if (gone) rmSync(folder, { recursive: true, force: true })
  rmSync(stamp, { force: true })
  await run(process.execPath, command)
  writeFileSync(stamp, JSON.stringify(now))
}

/** Path to SHA-256 of every source file. */
function hashes(sources) {
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

/** What the bench leaves below its folder: packages and a database of gigabytes, which not everybody may read. */
const noSources = new Set(['data', 'node_modules'])

function filesOf(name) {
  if (!statSync(at(name)).isDirectory()) return [name]
  const entries = readdirSync(at(name)).filter((entry) => !noSources.has(entry))
  return entries.flatMap((entry) => filesOf(`${name}/${entry}`))
}

async function timed({ title, run }) {
  const start = Date.now()
  process.stdout.write(`${title} … `)
  await run()
  process.stdout.write(`${((Date.now() - start) / 1000).toFixed(1)} s\n`)
}

/** Runs a program to its end; what it says is shown only when it fails, and then the start ends here. */
function run(program, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options })
    let output = ''
    child.stdout.on('data', (text) => (output += text))
    child.stderr.on('data', (text) => (output += text))
    child.on('error', (error) => give(`failed: ${error.message}`))
    child.on('close', (code) => (code === 0 ? resolve() : give(`failed:\n\n${output.trim()}`)))
  })
}

/** One at a time: the lock file appears whole, with the number of the process that holds it. */
async function alone(work) {
  for (let waited = 0; !take(); waited++) {
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

function take() {
  const mine = `${lock}.${process.pid}`
  try {
    writeFileSync(mine, String(process.pid))
    linkSync(mine, lock)
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') give(`The checkout ${root} cannot be written to: ${error.message}`)
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

function give(sentence) {
  console.error(sentence)
  process.exit(1)
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await makeReady()
