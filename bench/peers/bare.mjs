// The lower bound: node:http, pg, and one hand-written statement whose JSON is the response.
import { createServer } from 'node:http'
import pg from 'pg'
import { reportPort } from './report-port.mjs'
import { moveSql, readStatements } from './bare-sql.mjs'

const pool = new pg.Pool({ connectionString: process.env.OWNER_URL, max: 10, options: process.env.PGOPTIONS })

async function read(name, { values }) {
  const { rows } = await pool.query({ name, text: readStatements[name], values })
  return rows[0].j
}

/** Locks and checks the deal, then sends all changes in one round trip. */
async function move({ id, version, to, reason, by }) {
  const client = await pool.connect()
  try {
    const run = (name, values) => client.query({ name, text: moveSql[name], values })
    void client.query('begin')
    const { rows } = await run('lock', [id, to])
    const deal = rows[0]
    if (!deal || deal.version !== version || deal.missing.length > 0) throw new Error('refused')
    const sent = [
      run('transition', [id, deal.stage, to, by, deal.day]),
      ...(reason ? [run('text', [id, reason])] : []),
      run('deal', [id, to, deal.day]),
      run('audit', [id, by, deal.stage, to]),
      run('again', [id]),
      client.query('commit'),
    ]
    return (await Promise.all(sent)).at(-2).rows[0].j
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

const server = createServer((request, response) => {
  const parts = []
  request.on('data', (part) => parts.push(part))
  request.on('end', async () => {
    try {
      const body = JSON.parse(Buffer.concat(parts))
      const name = request.url.slice(1)
      const json = await (name === 'w4' ? move(body) : read(name, body))
      response.setHeader('content-type', 'application/json')
      response.end(`{"data":${json}}`)
    } catch (error) {
      response.statusCode = 500
      response.end(String(error))
    }
  })
})
server.listen(0, '127.0.0.1', () => reportPort(server.address().port))
