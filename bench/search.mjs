// node bench/search.mjs [deals]: time of a search compared with an exact look-up in an index, over HTTP, one at a time.
import { ServiceSecret } from '../dist/src/database/service-secret.js'
import { createService } from '../dist/src/service.js'
import { readConfig } from '../dist/src/config/read-config.js'
import { openBenchDatabase, startDatabaseServer } from './bench-database.mjs'

const deals = Number(process.argv[2] ?? 30_000)
const rounds = 200
const log = (line) => console.log(line)

const server = await startDatabaseServer(log)
const database = await openBenchDatabase(server, deals, log)
const app = await createService(
  database.serviceUrl,
  { ...readConfig({}), costPerMinute: 999_999_999 },
  new ServiceSecret(Buffer.alloc(32)),
)
try {
  await app.listen(0, '127.0.0.1')
  const address = `${await app.getUrl()}/graphql`
  const execute = async (query, variables) => {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${database.tokens.reader}` },
      body: JSON.stringify({ query, variables }),
    })
    const { data, errors } = await response.json()
    if (errors) throw new Error(JSON.stringify(errors))
    return data
  }

  const search =
    'query ($text: String!) { search(text: $text) { kind id title field score highlight { text match } } }'
  const exact = 'query ($text: String!) { deals(where: { reference: { eq: $text } }) { nodes { id title } } }'
  const { nodes } = (await execute('{ deals(first: 100) { nodes { reference prospect { name } } } }')).deals
  const names = nodes.flatMap(({ prospect }) => (prospect ? [prospect.name] : []))
  const longest = (name) => name.split(/[\s,-]+/).sort((a, b) => b.length - a.length)[0]
  const cases = {
    'exact look-up of a reference': [exact, nodes.map(({ reference }) => reference)],
    'a name as written': [search, names],
    'a word of a name': [search, names.map(longest)],
    'a name without its third letter': [search, names.map((name) => name.slice(0, 2) + name.slice(3))],
    'a word without a hit': [search, names.map((_, i) => `xqz${i}wv`)],
  }

  const { rows } = await database.owner.query('select count(*)::int as entries from search_entry')
  log(
    `${rows[0].entries} entries; milliseconds, median and 90th percentile of ${rounds}; times the exact look-up`,
  )
  let base
  for (const [title, [query, texts]] of Object.entries(cases)) {
    const times = []
    for (let i = 0; i < rounds + 30; i++) {
      const start = performance.now()
      await execute(query, { text: texts[i % texts.length] })
      if (i >= 30) times.push(performance.now() - start)
    }
    times.sort((a, b) => a - b)
    const [median, most] = [0.5, 0.9].map((share) => times[Math.floor(share * times.length)])
    base ??= median
    log(
      `${title.padEnd(34)} ${median.toFixed(1).padStart(7)} ${most.toFixed(1).padStart(7)} ${(median / base).toFixed(1).padStart(6)} ×`,
    )
  }
} finally {
  await app.close()
  await database.owner.end()
  await server.stop()
}
