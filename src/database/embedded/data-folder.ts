import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { StartError } from '../../config/start-error.js'

/** The system user that the PostgreSQL processes run as, where it is not our own. */
export interface SystemUser {
  uid: number
  gid: number
}

export interface DataFolder {
  /** Absolute folder that holds everything of the embedded database; it exists. */
  folder: string
  /** Undefined: PostgreSQL runs as whoever started us. */
  user: SystemUser | undefined
}

// From dist/src/database/embedded/.
const checkout = fileURLToPath(new URL('../../../../', import.meta.url))

/**
 * Decides where the database lives and who runs it. PostgreSQL refuses to run as root, so root hands it to the user
 * `postgres`, and then it must live where that user can go. Throws when a folder that was asked for is out of reach.
 */
export function chooseDataFolder(wanted: string | undefined, log: (line: string) => void): DataFolder {
  const folder = resolve(wanted ?? join(checkout, 'data'))
  if (process.getuid?.() !== 0) return { folder: make(folder), user: undefined }

  const user = ownerOfCluster(folder) ?? postgresUser()
  const closed = findClosedFolder(folder, user)
  if (!closed) return { folder: make(folder), user }
  if (wanted)
    throw new StartError(
      `DATA_DIR is ${folder}, but PostgreSQL does not run as root and its user "postgres" cannot enter ${closed}: ` +
        'set DATA_DIR to a folder it can reach, for example /var/lib/ancrage/data, or start as an ordinary user.',
    )
  const elsewhere = folderOutside(user)
  log(
    `Started by root, PostgreSQL runs as the user postgres, who cannot enter ${closed}: the data is kept in ${elsewhere}.`,
  )
  return { folder: make(elsewhere), user }
}

/** Whoever made the database goes on running it. */
function ownerOfCluster(folder: string): SystemUser | undefined {
  const cluster = join(folder, 'postgres')
  if (!existsSync(cluster)) return undefined
  const { uid, gid } = statSync(cluster)
  return uid !== 0 ? { uid, gid } : undefined
}

function postgresUser(): SystemUser {
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

/** The first folder on the way to `folder`, itself included, that `user` may not enter; undefined when all are open. */
export function findClosedFolder(folder: string, user: SystemUser): string | undefined {
  const above = dirname(folder) === folder ? undefined : findClosedFolder(dirname(folder), user)
  if (above || !existsSync(folder)) return above
  const { mode, uid, gid } = statSync(folder)
  const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001
  return mode & bit ? undefined : folder
}

/** A folder of this checkout's own, outside of it. */
function folderOutside(user: SystemUser): string {
  const name = `${basename(checkout)}-${createHash('sha256').update(checkout).digest('hex').slice(0, 8)}`
  const home = ['/var/lib', tmpdir(), '/tmp'].find((dir) => isWritable(dir) && !findClosedFolder(dir, user))
  if (!home)
    throw new StartError(
      'No folder was found that PostgreSQL can use when started by root: set DATA_DIR to one.',
    )
  const folder = join(home, 'ancrage', name)
  const foreign = [dirname(folder), folder].find((dir) => existsSync(dir) && statSync(dir).uid !== 0)
  if (foreign) throw new StartError(`${foreign} belongs to somebody else: set DATA_DIR to another folder.`)
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

function make(folder: string): string {
  // A strict umask must not lock PostgreSQL's user out of the folders on the way; the cluster itself is private.
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
