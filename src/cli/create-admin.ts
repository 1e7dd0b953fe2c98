/** `npm run create-admin`: writes an agency and its first ADMIN, or the first OPERATOR, into the database. */
import { parseArgs } from 'node:util'
import { Client } from 'pg'
import { agencyKinds } from '../agency/agency.entity.js'
import { readConfig, type Config } from '../config/read-config.js'
import { isEmail } from '../core/validation/email.js'
import { prepareDatabase } from '../prepare-database.js'
import { shutdownOnSignals } from '../shutdown.js'
import { StartError } from '../config/start-error.js'
import { createFirstAdmin, type FirstAdmin } from '../user/create-first-admin.js'

const usage =
  'npm run create-admin -- --agency awex --agency-name "Awex" --kind REGIONAL_AGENCY --email you@awex.be --name "Your Name" [--role OPERATOR]'

const text = { type: 'string' } as const

function readAdmin(): FirstAdmin {
  const { agency = '', 'agency-name': agencyName, kind, email = '', name = '', role } = readOptions()
  check(/^[a-z0-9]+(-[a-z0-9]+)*$/.test(agency), '--agency must be a short name such as awex')
  check(isEmail(email), '--email must be an e-mail address')
  check(name.trim() !== '', '--name must be the name of the user')
  check(role === 'ADMIN' || role === 'OPERATOR', '--role must be ADMIN or OPERATOR')
  const agencyKind = agencyKinds.find((each) => each === kind)
  check(kind === undefined || agencyKind !== undefined, `--kind must be one of ${agencyKinds.join(', ')}`)
  return {
    role: role as FirstAdmin['role'],
    agency,
    agencyName: agencyName?.trim(),
    kind: agencyKind,
    email: email.toLowerCase(),
    name: name.trim(),
  }
}

function readOptions() {
  try {
    const options = {
      agency: text,
      'agency-name': text,
      kind: text,
      email: text,
      name: text,
      role: { ...text, default: 'ADMIN' },
    } as const
    return parseArgs({ options }).values
  } catch (error) {
    throw new StartError(`${(error as Error).message}\n${usage}`)
  }
}

function check(isValid: boolean, sentence: string): void {
  if (!isValid) throw new StartError(`${sentence}:\n${usage}`)
}

/** Returns the address at which the user sets their password. */
async function createAdmin(
  admin: FirstAdmin,
  ownerUrl: string,
  { publicUrl, host, port }: Config,
): Promise<string> {
  const owner = new Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    const secret = await createFirstAdmin(owner, admin)
    return `${publicUrl ?? `http://${host}:${port}`}/password/${secret}`
  } finally {
    await owner.end()
  }
}

const report = (error: unknown) => console.error(error instanceof StartError ? error.message : error)

const shutdown = shutdownOnSignals(report)
try {
  const admin = readAdmin()
  const config = readConfig()
  const { ownerUrl } = await prepareDatabase(config, shutdown, (line) => console.log(line))
  const address = await createAdmin(admin, ownerUrl, config)
  console.log(`\n${admin.email} is ${admin.role} of ${admin.agency}. They set their password at`)
  console.log(`  ${address}`)
  console.log('once, within 24 hours, while the service runs. Run the same command again for another link.')
} catch (error) {
  if (!shutdown.closing) report(error)
  process.exitCode = 1
}
await shutdown.close().catch(report)
process.exit()
