import { Client } from 'pg'
import { demoPassword, demoUsers } from '../demo/people.js'

/**
 * Returns the lines that the start prints once the service listens at `address`. A process that only serves has no
 * `ownerUrl` and cannot see whether there are users.
 */
export async function welcome(address: string, demo: boolean, ownerUrl: string | null): Promise<string[]> {
  const isEmpty = !demo && ownerUrl !== null && !(await hasUsers(ownerUrl))
  const users = demo ? listDemoUsers() : isEmpty ? ['', firstAdmin] : []
  return ['', ...listAddresses(address), ...users, '', 'Ctrl-C stops it.']
}

const listAddresses = (address: string) => [
  'Ancrage is ready:',
  `  page      ${address}/`,
  `  GraphiQL  ${address}/graphiql/`,
  `  GraphQL   ${address}/graphql`,
]

function listDemoUsers(): string[] {
  const width = Math.max(...demoUsers.map(({ email }) => email.length))
  const rows = demoUsers.map(
    ({ email, role, clearance, agency }) =>
      `  ${email.padEnd(width)}  ${role.padEnd(8)}  ${clearance.padEnd(10)}  ${agency}`,
  )
  return [
    '',
    `Demo users, each with the password ${demoPassword}. They are for the demo only: anyone who reaches this address`,
    'can sign in as them. For real data, start with DEMO=off on another database.',
    ...rows,
  ]
}

const firstAdmin =
  'There is no user yet. Stop the service if its database is the embedded one, then create the first agency and ADMIN, and with --role OPERATOR the OPERATOR:\n' +
  '  npm run create-admin -- --agency awex --agency-name "Awex" --kind REGIONAL_AGENCY --email you@awex.be --name "Your Name"'

async function hasUsers(ownerUrl: string): Promise<boolean> {
  const owner = new Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    const { rowCount } = await owner.query('select from "user" limit 1')
    return rowCount !== 0
  } finally {
    await owner.end()
  }
}
