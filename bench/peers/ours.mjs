// The service as it is built, with the pool and limits of its defaults.
import { createService } from '../../dist/src/service.js'
import { listening } from './listen.mjs'

const app = await createService(process.env.SERVICE_URL, {
  region: 'WAL',
  sessionHours: 12,
  sessionIdleMinutes: 720,
  // one user does in the bench what a thousand do elsewhere
  costPerMinute: Infinity,
  poolSize: 10,
  statementTimeout: 60_000,
  retentionMonths: 36,
})
await app.listen(0, '127.0.0.1')
listening(Number(new URL(await app.getUrl()).port))
