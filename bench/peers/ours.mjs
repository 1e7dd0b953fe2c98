// The built service with its default pool size and limits.
import { benchSecret } from '../bench-database.mjs'
import { createService } from '../../dist/src/service.js'
import { Usage } from '../../dist/src/user/usage.js'
import { reportPort } from './report-port.mjs'

const settings = {
  region: 'WAL',
  sessionHours: 12,
  sessionIdleMinutes: 720,
  costPerMinute: Number(process.env.COST_PER_MINUTE ?? 1e12),
  poolSize: 10,
  statementTimeout: 60_000,
  retentionMonths: 36,
  exportDays: 90,
  requestTimeout: 30_000,
}
const app = await createService(process.env.SERVICE_URL, settings, benchSecret)
// one user sends as many requests here as a thousand users elsewhere: without a limit given, none is measured
if (!process.env.COST_PER_MINUTE) Object.assign(app.get(Usage), { charge: () => undefined })
await app.listen(0, '127.0.0.1')
reportPort(Number(new URL(await app.getUrl()).port))
