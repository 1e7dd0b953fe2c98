import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { StartError } from '../../config/start-error.js'
import type { Binaries } from './binaries.js'
import type { DataFolder, SystemUser } from './data-folder.js'
import { isAlive } from './server-files.js'

/** One PostgreSQL cluster on disk. */
export interface Cluster {
  binaries: Binaries
  user: SystemUser | undefined
  /** The data folder (DATA_DIR). */
  folder: string
  /** PostgreSQL's own data directory in it. */
  dataDir: string
  logFile: string
  /** Password of the owner role `ancrage`. */
  password: string
}

/** Returns the connection URL of a database of the cluster, as its owner. */
export function ownerUrlOf({ password }: Cluster, port: number, database: string): string {
  return `postgresql://ancrage:${password}@127.0.0.1:${port}/${database}`
}

/** Opens the cluster in a data folder; creates it the first time. */
export async function openCluster(
  dataFolder: DataFolder,
  binaries: Binaries,
  log: (line: string) => void,
): Promise<Cluster> {
  const home = join(dataFolder.folder, 'postgres')
  if (!existsSync(home)) {
    log(`Creating the database in ${home} (the first time only).`)
    await createCluster(dataFolder, binaries, home)
  }
  return {
    binaries,
    user: dataFolder.user,
    folder: dataFolder.folder,
    dataDir: join(home, 'cluster'),
    logFile: join(home, 'postgres.log'),
    password: readPassword(join(home, 'password')),
  }
}

/** Creates the cluster in a temporary folder and renames it when complete: safe against a kill and a second start. */
async function createCluster({ folder, user }: DataFolder, binaries: Binaries, home: string): Promise<void> {
  removeUnfinished(folder)
  const unfinished = join(folder, `postgres.new-${process.pid}`)
  const passwordFile = join(unfinished, 'password')
  mkdirSync(unfinished, { mode: 0o700 })
  writeFileSync(passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 })
  if (user) for (const path of [unfinished, passwordFile]) chownSync(path, user.uid, user.gid)

  await initdb(binaries, user, join(unfinished, 'cluster'), passwordFile)
  try {
    renameSync(unfinished, home)
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    if (!existsSync(home)) throw error
  }
}

function removeUnfinished(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = /^postgres\.new-(\d+)$/.exec(name)?.[1]
    if (pid && !isAlive(Number(pid))) rmSync(join(folder, name), { recursive: true, force: true })
  }
}

async function initdb(
  binaries: Binaries,
  user: SystemUser | undefined,
  dataDir: string,
  passwordFile: string,
) {
  // With a UTF-8 character type pg_trgm treats "é" as a letter. Not every system has one. Sorting uses ICU in any case.
  for (const ctype of ['C.UTF-8', 'en_US.UTF-8', 'C']) {
    const output = await run(binaries.initdb, user, [
      `--pgdata=${dataDir}`,
      '--username=ancrage',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=icu',
      '--icu-locale=und',
      '--locale=C',
      `--lc-ctype=${ctype}`,
    ])
    if (output === undefined) return
    if (!output.includes('invalid locale name'))
      throw new StartError(`The database could not be created in ${dataDir}:\n${output}`)
  }
}

/** Runs a program. Returns undefined on success, else its output. */
function run(program: string, user: SystemUser | undefined, args: string[]): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...user,
      cwd: '/',
      env: { ...process.env, LC_ALL: 'C' },
      windowsHide: true,
    })
    let output = ''
    child.stdout.on('data', (text) => (output += text))
    child.stderr.on('data', (text) => (output += text))
    child.on('error', reject)
    child.on('close', (code) => resolve(code === 0 ? undefined : output.trim()))
  })
}

function readPassword(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    throw new StartError(
      `The database's password in ${file} cannot be read: start as the user who created it, ` +
        `or set DATA_DIR to another folder. (${(error as Error).message})`,
    )
  }
}
