/** Brings the schema up to date, as its owner; one process at a time. */
import { DataSource, type MixedList } from 'typeorm'
import { Ground0001 } from '../../migrations/0001-ground.js'
import { Prospect0002 } from '../../migrations/0002-prospect.js'
import { Deal0003 } from '../../migrations/0003-deal.js'
import { Dealings0004 } from '../../migrations/0004-dealings.js'
import { Moving0005 } from '../../migrations/0005-moving.js'
import { Corrections0006 } from '../../migrations/0006-corrections.js'
import { SignIn0007 } from '../../migrations/0007-sign-in.js'
import { Audit0008 } from '../../migrations/0008-audit.js'
import { Mending0010 } from '../../migrations/0010-mending.js'
import { Weekly0011 } from '../../migrations/0011-weekly.js'
import { Post0012 } from '../../migrations/0012-post.js'
import { Closing0013 } from '../../migrations/0013-closing.js'
import { Warrant0014 } from '../../migrations/0014-warrant.js'
import { Filters0015 } from '../../migrations/0015-filters.js'
import { Statistics0016 } from '../../migrations/0016-statistics.js'
import { Search0017 } from '../../migrations/0017-search.js'
import { Exports0018 } from '../../migrations/0018-exports.js'
import { SqlDoor0019 } from '../../migrations/0019-sql-door.js'
import { Analytics0020 } from '../../migrations/0020-analytics.js'
import { WeeksAtSize0021 } from '../../migrations/0021-weeks-at-size.js'
import { UnmeasuredNames0022 } from '../../migrations/0022-unmeasured-names.js'
import { PastAtSize0024 } from '../../migrations/0024-past-at-size.js'
import { Withheld0025 } from '../../migrations/0025-withheld.js'
import { FactsAskedFor0026 } from '../../migrations/0026-facts-asked-for.js'
import { WeekInRuns0027 } from '../../migrations/0027-week-in-runs.js'
import { CapexBefore0028 } from '../../migrations/0028-capex-before.js'
import { SearchAnew0029 } from '../../migrations/0029-search-anew.js'
import { WeekFromDeals0030 } from '../../migrations/0030-week-from-deals.js'
import { AttentionApart0031 } from '../../migrations/0031-attention-apart.js'
import { FindBestFirst0032 } from '../../migrations/0032-find-best-first.js'
import { MissingAtSize0033 } from '../../migrations/0033-missing-at-size.js'
import { IssuedAtSize0034 } from '../../migrations/0034-issued-at-size.js'
import { WeekOnce0035 } from '../../migrations/0035-week-once.js'
import { NewsOnce0036 } from '../../migrations/0036-news-once.js'
import { HeldWithDeal0037 } from '../../migrations/0037-held-with-deal.js'

// eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- TypeORM's own type
const migrations: MixedList<Function> = [
  Ground0001,
  Prospect0002,
  Deal0003,
  Dealings0004,
  Moving0005,
  Corrections0006,
  SignIn0007,
  Audit0008,
  Mending0010,
  Weekly0011,
  Post0012,
  Closing0013,
  Warrant0014,
  Filters0015,
  Statistics0016,
  Search0017,
  Exports0018,
  SqlDoor0019,
  Analytics0020,
  WeeksAtSize0021,
  UnmeasuredNames0022,
  PastAtSize0024,
  Withheld0025,
  FactsAskedFor0026,
  WeekInRuns0027,
  CapexBefore0028,
  SearchAnew0029,
  WeekFromDeals0030,
  AttentionApart0031,
  FindBestFirst0032,
  MissingAtSize0033,
  IssuedAtSize0034,
  WeekOnce0035,
  NewsOnce0036,
  HeldWithDeal0037,
]

const turn = 4_711_201

/**
 * What a migration made is open to everybody until it is closed; and a table of the service's own that is called like one
 * of ours would be read instead of it.
 */
const closeSql = `
call close_routines();
do $$ begin execute format('revoke temporary on database %I from public', current_database()); end $$;
`

/** Returns the names of the migrations that were run. */
export async function migrate(ownerUrl: string): Promise<string[]> {
  const owner = new DataSource({
    type: 'postgres',
    url: ownerUrl,
    migrations,
    installExtensions: false,
    migrationsTransactionMode: 'each',
    poolSize: 2,
  })
  await owner.initialize()
  const waiting = owner.createQueryRunner()
  try {
    await waiting.query('select pg_advisory_lock($1)', [turn])
    const run = (await owner.runMigrations()).map((migration) => migration.name)
    await waiting.query(closeSql)
    return run
  } finally {
    await waiting.query('select pg_advisory_unlock($1)', [turn])
    await waiting.release()
    await owner.destroy()
  }
}
