// npm run dev: runs the service; after a file is saved, builds what has changed and starts the service again. While the
// code does not compile, the service keeps running as it was. The settings are those of npm start.
import { spawn } from 'node:child_process'
import { watch } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { makeReady } from './ready.mjs'
import { root } from './run.mjs'

const say = (line) => console.log(`[dev] ${line}`)

/** Set when a file that the service runs on has changed since its last start: the file, and when it changed. */
let change
/** Whether the last compilation had no errors; false while one is running. */
let isCompiled = true
let havePagesChanged = false
let isRestarting = false
let isEnding = false
let quiet
const children = new Set()

/** From Node 22 on, compiled modules are cached, which makes restarts faster. */
const env = { NODE_COMPILE_CACHE: join(root, 'dist', '.cache'), ...process.env }

await makeReady()
let service = startService()
startCompiler()
for (const folder of ['src', 'migrations', 'locales', 'web'])
  watch(join(root, folder), { recursive: true }, (_, name) => onSave(folder, name))
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end)

/** Ends the service last, since that takes longest: it stops its embedded database in order. */
async function end() {
  isEnding = true
  for (const child of children) if (child !== service.child) child.kill()
  await service.stop()
  process.exit(0)
}

function start(args, stdio) {
  const child = spawn(process.execPath, args, { cwd: root, stdio, env })
  children.add(child)
  const ended = new Promise((resolve) =>
    child.on('close', (code, signal) => {
      children.delete(child)
      resolve(signal ?? `exit code ${code}`)
    }),
  )
  return { child, ended }
}

/** Starts the service. `restartedFor` is the change that made it necessary; undefined at the first start. */
function startService(restartedFor) {
  const { child, ended } = start(
    ['--enable-source-maps', join('dist', 'src', 'main.js')],
    ['inherit', 'pipe', 'inherit'],
  )
  let isStopping = false
  let isWelcome = false
  createInterface({ input: child.stdout }).on('line', (line) => {
    // the addresses and users are the same each time: they are shown once
    if (restartedFor && line === 'Ancrage is ready:') isWelcome = true
    if (!isWelcome) console.log(line)
    else if (line === 'Ctrl-C stops it.') {
      isWelcome = false
      say(`Ready again, ${secondsSince(restartedFor.at)} after ${restartedFor.file} was saved.`)
    }
  })
  void ended.then((how) => {
    if (!isStopping && !isEnding)
      say(`The service has ended (${how}). It starts again after the next change.`)
  })
  const stop = () => {
    isStopping = true
    child.kill('SIGTERM')
    return ended
  }
  return { child, stop }
}

const secondsSince = (instant) => `${((performance.now() - instant) / 1000).toFixed(1)} s`

/** The compiler keeps the program in memory: after the first time it compiles what has changed, within a second or two. */
function startCompiler() {
  const args = [
    join('node_modules', 'typescript', 'bin', 'tsc'),
    '--project',
    'tsconfig.json',
    '--locale',
    'en',
  ]
  const { child, ended } = start(
    [...args, '--watch', '--preserveWatchOutput', ...(process.stdout.isTTY ? ['--pretty'] : [])],
    ['ignore', 'pipe', 'inherit'],
  )
  let output = []
  createInterface({ input: child.stdout }).on('line', (line) => {
    const count = /Found (\d+) errors?\. Watching for file changes/.exec(line)?.[1]
    if (/Starting (incremental )?compilation/.test(line)) {
      output = []
      isCompiled = false
    } else if (count === undefined) output.push(line)
    else onCompiled(Number(count), output.join('\n').trim())
  })
  void ended.then((how) => {
    if (!isEnding) say(`The compiler has ended (${how}): stop this, and start it again.`)
  })
}

function onCompiled(errors, output) {
  isCompiled = errors === 0
  if (isCompiled) void restart()
  else
    say(
      `${errors === 1 ? '1 error' : `${errors} errors`}; the service keeps running as it was.\n\n${output}\n`,
    )
}

/** Notes what the service has to be started again for. Code waits for the compiler, all else for a moment of quiet. */
function onSave(folder, name) {
  const file = `${folder}/${name}`
  if (/~$|\.sw[a-z]$|\.spec\.ts$|(^|\/)\.[^/]*$|\/generated\//.test(file)) return
  change ??= { file, at: performance.now() }
  if (file.endsWith('.ts') && folder !== 'web') return
  if (folder === 'web') havePagesChanged = true
  clearTimeout(quiet)
  quiet = setTimeout(() => void restart(), 100)
}

/** Starts the service again if something has changed and all of it compiles. Changes meanwhile start it once more. */
async function restart() {
  if (!change || !isCompiled || isRestarting || isEnding) return
  isRestarting = true
  const latest = change
  change = undefined
  if (havePagesChanged) await buildPages()
  await service.stop()
  if (!isEnding) service = startService(latest)
  isRestarting = false
  void restart()
}

async function buildPages() {
  havePagesChanged = false
  await start([join('web', 'build', 'build.js')], ['ignore', 'inherit', 'inherit']).ended
}
