import { Client } from 'pg'
import { demoPassword, demoUsers } from '../demo/people.js'

/** What whoever started us reads when the service listens at `address`. */
export async function welcome(address: string, demo: boolean, ownerUrl: string): Promise<string[]> {
  const people = demo ? demoPeople() : (await hasUsers(ownerUrl)) ? [] : ['', firstAdmin]
  return ['', ...addresses(address), ...people, '', 'Ctrl-C stops it.']
}

const addresses = (address: string) => [
  'Ancrage is ready:',
  `  page      ${address}/`,
  `  GraphiQL  ${address}/graphiql/`,
  `  GraphQL   ${address}/graphql`,
]

function demoPeople(): string[] {
  const width = Math.max(...demoUsers.map(({ email }) => email.length))
  const rows = demoUsers.map(
    ({ email, role, clearance, agency }) =>
      `  ${email.padEnd(width)}  ${role.padEnd(8)}  ${clearance.padEnd(10)}  ${agency}`,
  )
  return [
    '',
    `Demo users, each with the password ${demoPassword}. They are for the demo only: anybody who reaches this address`,
    'can sign in as them. For real data, start with DEMO=off on another database.',
    ...rows,
  ]
}

const firstAdmin =
  'There is no user yet. Stop the service where the database is its own, then found the first agency and its ADMIN:\n' +
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
