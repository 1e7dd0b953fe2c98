// The service as it is built, with the pool and limits of its defaults.
import { ServiceSecret } from '../../dist/src/database/service-secret.js'
import { createService } from '../../dist/src/service.js'
import { listening } from './listen.mjs'

const settings = {
  region: 'WAL',
  sessionHours: 12,
  sessionIdleMinutes: 720,
  // one user does in the bench what a thousand do elsewhere
  costPerMinute: Infinity,
  poolSize: 10,
  statementTimeout: 60_000,
  retentionMonths: 36,
  exportDays: 90,
  requestTimeout: 30_000,
}
// who asks has signed in already: the service shows the database nothing
const app = await createService(process.env.SERVICE_URL, settings, new ServiceSecret(Buffer.alloc(32)))
await app.listen(0, '127.0.0.1')
listening(Number(new URL(await app.getUrl()).port))
