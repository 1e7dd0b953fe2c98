import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { StartError } from '../../config/start-error.js'

/** The system user of the PostgreSQL processes, where it is not our own. */
export interface SystemUser {
  uid: number
  gid: number
}

export interface DataFolder {
  /** Absolute path; the folder exists and holds everything of the embedded database. */
  folder: string
  /** Undefined: PostgreSQL runs as our own user. */
  user: SystemUser | undefined
}

// From dist/src/database/embedded/.
const checkout = fileURLToPath(new URL('../../../../', import.meta.url))

/**
 * Chooses the data folder and the system user of PostgreSQL. PostgreSQL refuses to run as root, so for root it runs as
 * the user `postgres`, in a folder which that user can enter. Throws a StartError when the configured folder cannot be
 * used.
 */
export function chooseDataFolder(dataDir: string | undefined, log: (line: string) => void): DataFolder {
  const folder = resolve(dataDir ?? join(checkout, 'data'))
  if (process.getuid?.() !== 0) return { folder: makeFolder(folder), user: undefined }

  const user = ownerOfCluster(folder) ?? findPostgresUser()
  const closed = findClosedFolder(folder, user)
  if (!closed) return { folder: makeFolder(folder), user }
  if (dataDir)
    throw new StartError(
      `DATA_DIR is ${folder}, but PostgreSQL does not run as root and its user "postgres" cannot enter ${closed}: ` +
        'set DATA_DIR to a folder it can reach, for example /var/lib/ancrage/data, or start as an ordinary user.',
    )
  const fallback = chooseFallback(user)
  log(
    `Started by root, PostgreSQL runs as the user postgres, which cannot enter ${closed}: the data is in ${fallback}.`,
  )
  return { folder: makeFolder(fallback), user }
}

/** Returns the user who created the cluster and therefore runs it; undefined for a new cluster. */
function ownerOfCluster(folder: string): SystemUser | undefined {
  const cluster = join(folder, 'postgres')
  if (!existsSync(cluster)) return undefined
  const { uid, gid } = statSync(cluster)
  return uid !== 0 ? { uid, gid } : undefined
}

function findPostgresUser(): SystemUser {
  const id = (flag: string) =>
    Number(execFileSync('id', [flag, 'postgres'], { stdio: 'pipe', encoding: 'utf8' }))
  try {
    return { uid: id('-u'), gid: id('-g') }
  } catch {
    createPostgresUser()
    return { uid: id('-u'), gid: id('-g') }
  }
}

function createPostgresUser(): void {
  try {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'], { stdio: 'pipe' })
  } catch (error) {
    throw new StartError(
      'PostgreSQL does not run as root, and its user "postgres" could not be created: ' +
        `create it, or start as an ordinary user. (${(error as Error).message.trim()})`,
    )
  }
}

/** Returns the first folder of the path, itself included, that `user` may not enter; undefined when all are open. */
export function findClosedFolder(folder: string, user: SystemUser): string | undefined {
  const closedParent = dirname(folder) === folder ? undefined : findClosedFolder(dirname(folder), user)
  if (closedParent || !existsSync(folder)) return closedParent
  const { mode, uid, gid } = statSync(folder)
  const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001
  return mode & bit ? undefined : folder
}

/** Returns a folder outside the checkout, with a name unique to this checkout. */
function chooseFallback(user: SystemUser): string {
  const name = `${basename(checkout)}-${createHash('sha256').update(checkout).digest('hex').slice(0, 8)}`
  const home = ['/var/lib', tmpdir(), '/tmp'].find((dir) => isWritable(dir) && !findClosedFolder(dir, user))
  if (!home)
    throw new StartError(
      'No folder was found that PostgreSQL can use when started by root: set DATA_DIR to one.',
    )
  const folder = join(home, 'ancrage', name)
  const foreign = [dirname(folder), folder].find((dir) => existsSync(dir) && statSync(dir).uid !== 0)
  if (foreign) throw new StartError(`${foreign} belongs to another user: set DATA_DIR to another folder.`)
  return folder
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

function makeFolder(folder: string): string {
  // A strict umask would close the parent folders to PostgreSQL's user. The cluster itself is private.
  const umask = process.umask(0o022)
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
    return folder
  } catch (error) {
    throw new StartError(
      `The data folder ${folder} cannot be used: set DATA_DIR to another. (${(error as Error).message})`,
    )
  } finally {
    process.umask(umask)
  }
}
