// node bench/search.mjs [deals]: how long a search takes beside an indexed exact look-up, over HTTP, one after the other.
import { ServiceSecret } from '../dist/src/database/service-secret.js'
import { createService } from '../dist/src/service.js'
import { readConfig } from '../dist/src/config/read-config.js'
import { placeOf, startServer } from './place.mjs'

const deals = Number(process.argv[2] ?? 30_000)
const rounds = 200
const say = (line) => console.log(line)

const server = await startServer(say)
const place = await placeOf(server, deals, say)
const app = await createService(
  place.serviceUrl,
  { ...readConfig({}), costPerMinute: 999_999_999 },
  new ServiceSecret(Buffer.alloc(32)),
)
try {
  await app.listen(0, '127.0.0.1')
  const address = `${await app.getUrl()}/graphql`
  const ask = async (query, variables) => {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${place.tokens.reader}` },
      body: JSON.stringify({ query, variables }),
    })
    const { data, errors } = await response.json()
    if (errors) throw new Error(JSON.stringify(errors))
    return data
  }

  const search =
    'query ($text: String!) { search(text: $text) { kind id title field score highlight { text match } } }'
  const exact = 'query ($text: String!) { deals(where: { reference: { eq: $text } }) { nodes { id title } } }'
  const { nodes } = (await ask('{ deals(first: 100) { nodes { reference prospect { name } } } }')).deals
  const names = nodes.flatMap(({ prospect }) => (prospect ? [prospect.name] : []))
  const longest = (name) => name.split(/[\s,-]+/).sort((a, b) => b.length - a.length)[0]
  const asked = {
    'exact look-up of a reference': [exact, nodes.map(({ reference }) => reference)],
    'a name as it is written': [search, names],
    'a word of a name': [search, names.map(longest)],
    'a name without its third letter': [search, names.map((name) => name.slice(0, 2) + name.slice(3))],
    'what is not there': [search, names.map((_, i) => `xqz${i}wv`)],
  }

  const { rows } = await place.owner.query('select count(*)::int as entries from search_entry')
  say(
    `${rows[0].entries} entries; milliseconds, median and 90th percentile of ${rounds}; times the exact look-up`,
  )
  let base
  for (const [what, [query, texts]] of Object.entries(asked)) {
    const times = []
    for (let i = 0; i < rounds + 30; i++) {
      const began = performance.now()
      await ask(query, { text: texts[i % texts.length] })
      if (i >= 30) times.push(performance.now() - began)
    }
    times.sort((a, b) => a - b)
    const [median, most] = [0.5, 0.9].map((share) => times[Math.floor(share * times.length)])
    base ??= median
    say(
      `${what.padEnd(34)} ${median.toFixed(1).padStart(7)} ${most.toFixed(1).padStart(7)} ${(median / base).toFixed(1).padStart(6)} ×`,
    )
  }
} finally {
  await app.close()
  await place.owner.end()
  await server.stop()
}
