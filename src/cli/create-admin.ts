/** `npm run create-admin`: writes an agency and its first ADMIN, or the first OPERATOR, into the database. */
import { parseArgs } from 'node:util'
import { Client } from 'pg'
import { agencyKinds } from '../agency/agency.entity.js'
import { readConfig, type Config } from '../config/read-config.js'
import { languages } from '../core/locale.js'
import { isEmail } from '../core/validation/email.js'
import { prepareDatabase } from '../prepare-database.js'
import { shutdownOnSignals } from '../shutdown.js'
import { StartError } from '../config/start-error.js'
import { createFirstAdmin, type FirstAdmin } from '../user/create-first-admin.js'

const usage =
  'npm run create-admin -- --agency awex --agency-name "Awex" --kind REGIONAL_AGENCY --email you@awex.be --name "Your Name" [--role OPERATOR] [--language fr] [--remove-second-factor]'

const text = { type: 'string' } as const

function readAdmin(): FirstAdmin {
  const options = readOptions()
  const { agency = '', 'agency-name': agencyName, kind, email = '', name = '', role } = options
  check(/^[a-z0-9]+(-[a-z0-9]+)*$/.test(agency), '--agency must be a short name such as awex')
  check(isEmail(email), '--email must be an e-mail address')
  check(name.trim() !== '', '--name must be the name of the user')
  check(role === 'ADMIN' || role === 'OPERATOR', '--role must be ADMIN or OPERATOR')
  const agencyKind = agencyKinds.find((each) => each === kind)
  check(kind === undefined || agencyKind !== undefined, `--kind must be one of ${agencyKinds.join(', ')}`)
  const language = languages.find((each) => each === options.language.toUpperCase())
  check(language !== undefined, '--language must be fr, nl, de or en')
  return {
    language: language!,
    removesSecondFactor: options['remove-second-factor'],
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
      language: { ...text, default: 'en' },
      'remove-second-factor': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    } as const
    const { values } = parseArgs({ options })
    if (!values.help) return values
  } catch (error) {
    throw new StartError(`${(error as Error).message}\n${usage}`)
  }
  throw new StartError(usage)
}

function check(isValid: boolean, sentence: string): void {
  if (!isValid) throw new StartError(`${sentence}:\n${usage}`)
}

/** Returns the address at which the user sets their password, and whether they need the code of a second factor. */
async function createAdmin(
  admin: FirstAdmin,
  ownerUrl: string,
  { publicUrl, host, port }: Config,
): Promise<{ address: string; needsCode: boolean }> {
  const owner = new Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    const { secret, needsCode } = await createFirstAdmin(owner, admin)
    return { address: `${publicUrl ?? `http://${host}:${port}`}/password/${secret}`, needsCode }
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
  const { address, needsCode } = await createAdmin(admin, ownerUrl, config)
  console.log(`\n${admin.email} is ${admin.role} of ${admin.agency}. They set their password at`)
  console.log(`  ${address}`)
  console.log('once, within 24 hours, while the service runs. Run the same command again for another link.')
  if (needsCode)
    console.log('They need the code of their second factor too. If it is lost, add --remove-second-factor.')
} catch (error) {
  if (!shutdown.closing) report(error)
  process.exitCode = 1
}
await shutdown.close().catch(report)
process.exit()
