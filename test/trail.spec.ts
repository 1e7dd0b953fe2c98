/** The audit trail as a chain: what its owner himself does to it, past the service, is found. */
import { serviceRole } from '../src/database/roles.js'
import { verifyTrail, type Trail } from '../src/write/trail.js'
import { tokenHash } from '../src/core/token.js'
import { anAncrage, type Ancrage } from './ancrage.js'

const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }'

const head = 'head@awex.example'
const officer = 'officer@awex.example'

const createSite = 'mutation ($input: CreateSiteInput!) { createSite(input: $input) { id version } }'

describe('the trail', () => {
  let ancrage: Ancrage
  beforeAll(async () => {
    ancrage = await anAncrage()
    for (let i = 1; i <= 6; i++) await enterSite(`Site ${i}`)
  })
  afterAll(() => ancrage.stop())

  const enterSite = async (name: string): Promise<string> =>
    (await ancrage.get(officer, createSite, { input: { name, kind: 'GREENFIELD' } })).createSite.id
  const entries = async (): Promise<string[]> =>
    (await ancrage.owner.query<{ id: string }>('select id from audit_entry order by id')).rows.map(
      ({ id }) => id,
    )

  /** Does something as the database's owner, verifies, and undoes it. */
  async function after(tampering: string, values: unknown[] = [], kept?: string): Promise<Trail> {
    await ancrage.owner.query('begin')
    try {
      await ancrage.owner.query(`set local session_replication_role = replica`)
      await ancrage.owner.query(tampering, values.length > 0 ? values : undefined)
      return await verifyTrail(ancrage.owner, kept)
    } finally {
      await ancrage.owner.query('rollback')
    }
  }

  it('is whole', async () => {
    const trail = await verifyTrail(ancrage.owner)
    expect(trail).toEqual({
      entries: (await entries()).length,
      head: expect.stringMatching(/^1\.\d+\.[0-9a-f]{64}$/),
      fault: null,
    })
  })

  it.each([
    ['a value', `update audit_entry set after = after || '{"name": "Another"}' where id = $1`],
    [
      'a value and its digest',
      `update audit_entry set after = after || '{"name": "Another"}',
       digests = jsonb_set(digests, '{after,name}', to_jsonb(value_digest(salts -> 'after' ->> 'name', '"Another"'))) where id = $1`,
    ],
    [
      'who',
      `update audit_entry set user_id = (select id from "user" where email = 'admin@awex.example') where id = $1`,
    ],
    ['when', `update audit_entry set at = at - interval '1 millisecond' where id = $1`],
    ['what', `update audit_entry set verb = 'updateSite' where id = $1`],
    ['which', `update audit_entry set subject_id = gen_random_uuid() where id = $1`],
    ['a value put in', `update audit_entry set after = after || '{"more": 1}' where id = $1`],
    ['a value taken out', `update audit_entry set after = after - 'name' where id = $1`],
    ['all values taken out', `update audit_entry set after = null where id = $1`],
  ])('names the entry of which somebody has changed %s', async (_, tampering) => {
    const third = (await entries())[2]!
    expect((await after(tampering, [third])).fault).toMatchObject({ fault: 'CHANGED', entryId: third })
  })

  it('names an entry that was emptied without an erasure', async () => {
    const third = (await entries())[2]!
    const emptying = `update audit_entry set erased = true, after = after || '{"name": null}', salts = salts #- '{after,name}' where id = $1`
    expect((await after(emptying, [third])).fault).toMatchObject({ fault: 'EMPTIED', entryId: third })
  })

  it.each([
    ['the first', 0],
    ['one in the middle', 3],
    ['the last', -1],
  ])('names %s that was deleted', async (_, index) => {
    const gone = (await entries()).at(index)!
    expect((await after('delete from audit_entry where id = $1', [gone])).fault).toMatchObject({
      fault: 'REMOVED',
      entryId: gone,
    })
  })

  it('finds a link deleted with its entry', async () => {
    const gone = (await entries())[3]!
    const deleting = `with e as (delete from audit_entry where id = $1 returning id) delete from audit_link where entry_id in (select id from e)`
    expect((await after(deleting, [gone])).fault).toMatchObject({ fault: 'REMOVED', place: '1.4' })
  })

  it('finds the end cut off by its head', async () => {
    const gone = (await entries()).at(-1)!
    const cutting = `with e as (delete from audit_entry where id = $1 returning id) delete from audit_link where entry_id in (select id from e)`
    expect((await after(cutting, [gone])).fault).toMatchObject({ fault: 'CUT' })
  })

  it('finds the end cut off with its head by a head that was kept elsewhere', async () => {
    const kept = (await verifyTrail(ancrage.owner)).head
    const cutting = `
      with last as (select l.lane, l.position, l.entry_id from audit_link l join audit_head h using (lane, position)),
           e as (delete from audit_entry where id in (select entry_id from last)),
           l as (delete from audit_link l using last where (l.lane, l.position) = (last.lane, last.position))
      update audit_head h set position = before.position, hash = before.hash
        from last join audit_link before on before.lane = last.lane and before.position = last.position - 1 where h.lane = last.lane`
    expect((await after(cutting)).fault).toBeNull()
    expect((await after(cutting, [], kept)).fault).toEqual({
      fault: 'CUT',
      entryId: null,
      place: kept.split('.', 2).join('.'),
    })
  })

  it('keeps every head that it has given', async () => {
    const kept = (await verifyTrail(ancrage.owner)).head
    await enterSite('One more')
    const trail = await verifyTrail(ancrage.owner, kept)
    expect(trail.fault).toBeNull()
    expect(trail.head).not.toBe(kept)
  })

  it('names an entry that was put in past the chain', async () => {
    const putting = `insert into audit_entry (id, at, verb, subject_type, salts, digests)
      values ('00000000-0000-7000-8000-000000000000', now(), 'moveDeal', 'Deal', '{}', '{}')`
    expect((await after(putting)).fault).toEqual({
      fault: 'INSERTED',
      entryId: '00000000-0000-7000-8000-000000000000',
      place: null,
    })
  })

  it.each([
    [
      'their places',
      `update audit_link l set entry_id = o.entry_id from audit_link o
       where l.entry_id in ($1, $2) and o.entry_id in ($1, $2) and o.entry_id <> l.entry_id`,
    ],
    [
      'all of their links',
      `update audit_link l set entry_id = o.entry_id, digest = o.digest from audit_link o
       where l.entry_id in ($1, $2) and o.entry_id in ($1, $2) and o.entry_id <> l.entry_id`,
    ],
  ])('finds two entries that swapped %s', async (_, swapping) => {
    const [, second, third] = await entries()
    await ancrage.owner.query('alter table audit_link drop constraint audit_link_entry_id_key')
    try {
      expect((await after(swapping, [second, third])).fault).toMatchObject({
        fault: 'REORDERED',
        place: '1.2',
      })
    } finally {
      await ancrage.owner.query(
        'alter table audit_link add constraint audit_link_entry_id_key unique (entry_id)',
      )
    }
  })

  it('finds an entry that was rewritten with its digest and its own link, by the link after it', async () => {
    const [, second] = await entries()
    const rewriting = `
      update audit_entry set verb = 'x' where id = '${second}';
      update audit_link l set digest = audit_entry_digest(e), hash = audit_link_hash(p.hash, l.position, audit_entry_digest(e))
        from audit_entry e, audit_link p
       where e.id = '${second}' and l.entry_id = e.id and p.lane = l.lane and p.position = l.position - 1`
    expect((await after(rewriting)).fault).toMatchObject({ fault: 'REORDERED', place: '1.3' })
  })

  it('is whole after many have written at once, in several lanes', async () => {
    const before = (await entries()).length
    await Promise.all(Array.from({ length: 40 }, (_, i) => enterSite(`At once ${i}`)))
    expect(await verifyTrail(ancrage.owner)).toMatchObject({ entries: before + 40, fault: null })
  })

  it.each([
    ['UPDATE', `update audit_entry set verb = 'x'`],
    ['DELETE', 'delete from audit_entry'],
    ['TRUNCATE', 'truncate audit_entry'],
    ['disable the triggers of', 'alter table audit_entry disable trigger all'],
    ['write past the triggers of', 'set session_replication_role = replica'],
    ['read the salts of', 'select salts from audit_entry'],
    ['chain by itself', 'select append_to_audit_chain(null)'],
    [
      'write in the name of another into',
      `insert into audit_entry (id, user_id, verb, subject_type) select gen_random_uuid(), id, 'x', 'Site' from "user" where email = 'admin@awex.example'`,
    ],
  ])('does not let the service %s it', async (_, statement) => {
    const { owner } = ancrage
    const input = { email: head, password: 'ancrage-demo' }
    const session = await ancrage.get(null, signIn, { input })
    const token = tokenHash(session.signIn.token)
    await owner.query('begin')
    try {
      await owner.query(`set local session authorization ${serviceRole}`)
      await owner.query('select from authenticate_token($1)', [token])
      await expect(owner.query(statement)).rejects.toMatchObject({ code: '42501' })
    } finally {
      await owner.query('rollback')
    }
  })
})
