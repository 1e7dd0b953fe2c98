import { join } from 'node:path'
import { node } from './run.mjs'

/** Runs jest on the build and gives its exit code. Specs may be named as in the sources: `test/prospect.spec.ts`. */
export function runJest(...args) {
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning']
  const program = join('node_modules', 'jest', 'bin', 'jest.js')
  return node(...flags, program, ...args.map((arg) => arg.replace(/\.spec\.ts$/, '.spec.js')))
}
