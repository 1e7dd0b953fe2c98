/** What is exported: the same rows as the API shows, typed, streamed, kept and told. */
import { anAncrage, type Ancrage } from './ancrage.js'
import { dealsOf } from './a-deal.js'
import { csvRows, exportsOf, faultOf, lines, query, sheetRows, type Exports } from './exports.js'

const head = 'head@awex.example'
const officer = 'officer@awex.example'

let ancrage: Ancrage
let exports: Exports
beforeAll(async () => {
  ancrage = await anAncrage({ demo: true })
  exports = exportsOf(ancrage)
})
afterAll(() => ancrage.stop())

describe('an export of deals', () => {
  const fields = 'reference,title,stage.code,prospect.name,capex.low,openedOn,masked,createdAt,currentProjection.low'
  const asked = `reference title stage { code } prospect { name } capex { low } openedOn masked createdAt currentProjection { low }`

  it('shows as NDJSON what the API shows', async () => {
    const got = await exports.fetch(head, `exports/deals.ndjson?${query({ fields })}`)
    if (got.status !== 200) console.log(got.body.toString())
    const { deals } = await ancrage.get(head, `{ deals(first: 100) { nodes { ${asked} } } }`)
    expect(lines(got)).toEqual(deals.nodes)
    expect(deals.nodes.length).toBeGreaterThan(3)
  })
  it('trial', async () => {
    const got = await exports.fetch(head, `exports/deals.csv`)
    console.log(got.status, [...got.headers], got.body.toString().slice(0, 1500))
    const x = await exports.fetch(head, `exports/deals.xlsx`)
    console.log(JSON.stringify((await sheetRows(x)).slice(0, 3)))
    const again = await exports.fetch(head, `exports/${got.headers.get('export-id')}`)
    console.log(again.status, again.body.equals(got.body))
    console.log(faultOf(await exports.fetch(officer, `exports/${got.headers.get('export-id')}`)))
    console.log((await ancrage.owner.query(`select verb, subject_type, after from audit_entry where subject_type='Export' or verb ='export'`)).rows)
    console.log((await ancrage.owner.query(`select type, array_length(ids,1) from export_seen`)).rows)
    console.log(dealsOf, csvRows(got).length)
  })
})
