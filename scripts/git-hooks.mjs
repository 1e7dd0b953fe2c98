// Makes git run the hooks of this project. Part of every set-up: scripts/ready.mjs.
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './run.mjs'

/**
 * Sets `core.hooksPath` of this checkout to .githooks. Does nothing without git, where other hooks are set, and in a linked
 * worktree, which shares the settings of its main checkout.
 */
export function useGitHooks() {
  if (!existsSync(join(root, '.git', 'config')) || !existsSync(join(root, '.githooks'))) return
  try {
    if (git('config', '--default', '', '--get', 'core.hooksPath') === '')
      git('config', '--local', 'core.hooksPath', '.githooks')
  } catch {
    // without git there are no commits to check
  }
}

const git = (...args) =>
  execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) useGitHooks()
