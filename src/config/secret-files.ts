import { readFileSync } from 'node:fs'

/** The settings that may hold a secret. Each may stand in a file, as container platforms mount secrets. */
export const secretSettings = [
  'DATABASE_URL',
  'SERVICE_DATABASE_URL',
  'SERVICE_SECRET',
  'METRICS_TOKEN',
  'OIDC_CLIENT_SECRET',
  'SMTP_URL',
]

/**
 * Returns the environment with the secrets that NAME_FILE names, without white space around them. Adds a sentence to
 * `faults` for a file that cannot be read or is empty, and for a setting that is given in both ways.
 */
export function readSecretFiles(env: NodeJS.ProcessEnv, faults: string[]): NodeJS.ProcessEnv {
  const secrets: NodeJS.ProcessEnv = {}
  for (const name of secretSettings) {
    const path = env[`${name}_FILE`]?.trim()
    if (!path) continue
    if (env[name]?.trim()) faults.push(`${name} and ${name}_FILE are both set: remove one.`)
    else secrets[name] = readSecret(`${name}_FILE`, path, faults)
  }
  return { ...env, ...secrets }
}

function readSecret(name: string, path: string, faults: string[]): string | undefined {
  try {
    const secret = readFileSync(path, 'utf8').trim()
    if (!secret) faults.push(`${name} names the file "${path}", which is empty.`)
    return secret
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException
    faults.push(`${name} names the file "${path}", which cannot be read (${code}).`)
    return undefined
  }
}
