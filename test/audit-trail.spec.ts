/** The audit trail is a hash chain: its verification detects changes by the owner of the database. */
import { serviceRole } from '../src/database/roles.js'
import { verifyTrail, type Trail } from '../src/write/audit/verify-trail.js'
import { tokenHash } from '../src/core/token.js'
import { startTestService, type TestService } from './test-service.js'

const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }'

const head = 'head@awex.example'
const officer = 'officer@awex.example'

const createSite = 'mutation ($input: CreateSiteInput!) { createSite(input: $input) { id version } }'

describe('the audit trail', () => {
  let ancrage: TestService
  beforeAll(async () => {
    ancrage = await startTestService()
    for (let i = 1; i <= 6; i++) await enterSite(`Site ${i}`)
  })
  afterAll(() => ancrage.stop())

  const enterSite = async (name: string): Promise<string> =>
    (await ancrage.run(officer, createSite, { input: { name, kind: 'GREENFIELD' } })).createSite.id
  const entries = async (): Promise<string[]> =>
    (await ancrage.owner.query<{ id: string }>('select id from audit_entry order by id')).rows.map(
      ({ id }) => id,
    )

  /** Runs a statement as the owner of the database, verifies the trail, and rolls back. */
  async function verifyAfter(
    tampering: string,
    values: unknown[] = [],
    earlierHead?: string,
  ): Promise<Trail> {
    await ancrage.owner.query('begin')
    try {
      await ancrage.owner.query(`set local session_replication_role = replica`)
      await ancrage.owner.query(tampering, values.length > 0 ? values : undefined)
      return await verifyTrail(ancrage.owner, earlierHead)
    } finally {
      await ancrage.owner.query('rollback')
    }
  }

  it('is valid', async () => {
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
      'the user',
      `update audit_entry set user_id = (select id from "user" where email = 'admin@awex.example') where id = $1`,
    ],
    ['the instant', `update audit_entry set at = at - interval '1 millisecond' where id = $1`],
    ['the verb', `update audit_entry set verb = 'updateSite' where id = $1`],
    ['the subject', `update audit_entry set subject_id = gen_random_uuid() where id = $1`],
    ['its values by an addition', `update audit_entry set after = after || '{"more": 1}' where id = $1`],
    ['its values by a removal', `update audit_entry set after = after - 'name' where id = $1`],
    ['its values to null', `update audit_entry set after = null where id = $1`],
  ])('names the entry after a change of %s', async (_, tampering) => {
    const third = (await entries())[2]!
    expect((await verifyAfter(tampering, [third])).fault).toMatchObject({ fault: 'CHANGED', entryId: third })
  })

  it('names an entry that was cleared without an erasure', async () => {
    const third = (await entries())[2]!
    const emptying = `update audit_entry set erased = true, after = after || '{"name": null}', salts = salts #- '{after,name}' where id = $1`
    expect((await verifyAfter(emptying, [third])).fault).toMatchObject({ fault: 'EMPTIED', entryId: third })
  })

  it.each([
    ['the first entry', 0],
    ['an entry in the middle', 3],
    ['the last entry', -1],
  ])('names %s after its deletion', async (_, index) => {
    const deleted = (await entries()).at(index)!
    expect((await verifyAfter('delete from audit_entry where id = $1', [deleted])).fault).toMatchObject({
      fault: 'REMOVED',
      entryId: deleted,
    })
  })

  it('detects that a link was deleted with its entry', async () => {
    const deleted = (await entries())[3]!
    const deleting = `with e as (delete from audit_entry where id = $1 returning id) delete from audit_link where entry_id in (select id from e)`
    expect((await verifyAfter(deleting, [deleted])).fault).toMatchObject({ fault: 'REMOVED', place: '1.4' })
  })

  it('detects by its head that the end was cut off', async () => {
    const deleted = (await entries()).at(-1)!
    const cutting = `with e as (delete from audit_entry where id = $1 returning id) delete from audit_link where entry_id in (select id from e)`
    expect((await verifyAfter(cutting, [deleted])).fault).toMatchObject({ fault: 'CUT' })
  })

  it('detects by an earlier head that the end and its head were cut off', async () => {
    const earlierHead = (await verifyTrail(ancrage.owner)).head
    const cutting = `
      with last as (select l.lane, l.position, l.entry_id from audit_link l join audit_head h using (lane, position)),
           e as (delete from audit_entry where id in (select entry_id from last)),
           l as (delete from audit_link l using last where (l.lane, l.position) = (last.lane, last.position))
      update audit_head h set position = before.position, hash = before.hash
        from last join audit_link before on before.lane = last.lane and before.position = last.position - 1 where h.lane = last.lane`
    expect((await verifyAfter(cutting)).fault).toBeNull()
    expect((await verifyAfter(cutting, [], earlierHead)).fault).toEqual({
      fault: 'CUT',
      entryId: null,
      place: earlierHead.split('.', 2).join('.'),
    })
  })

  it('accepts an earlier head', async () => {
    const earlierHead = (await verifyTrail(ancrage.owner)).head
    await enterSite('One more')
    const trail = await verifyTrail(ancrage.owner, earlierHead)
    expect(trail.fault).toBeNull()
    expect(trail.head).not.toBe(earlierHead)
  })

  it('names an entry that was inserted without a link', async () => {
    const putting = `insert into audit_entry (id, at, verb, subject_type, salts, digests)
      values ('00000000-0000-7000-8000-000000000000', now(), 'moveDeal', 'Deal', '{}', '{}')`
    expect((await verifyAfter(putting)).fault).toEqual({
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
      'their links',
      `update audit_link l set entry_id = o.entry_id, digest = o.digest from audit_link o
       where l.entry_id in ($1, $2) and o.entry_id in ($1, $2) and o.entry_id <> l.entry_id`,
    ],
  ])('detects that two entries swapped %s', async (_, swapping) => {
    const [, second, third] = await entries()
    await ancrage.owner.query('alter table audit_link drop constraint audit_link_entry_id_key')
    try {
      expect((await verifyAfter(swapping, [second, third])).fault).toMatchObject({
        fault: 'REORDERED',
        place: '1.2',
      })
    } finally {
      await ancrage.owner.query(
        'alter table audit_link add constraint audit_link_entry_id_key unique (entry_id)',
      )
    }
  })

  it('detects by the next link that an entry was rewritten with its digest and its link', async () => {
    const [, second] = await entries()
    const rewriting = `
      update audit_entry set verb = 'x' where id = '${second}';
      update audit_link l set digest = audit_entry_digest(e), hash = audit_link_hash(p.hash, l.position, audit_entry_digest(e))
        from audit_entry e, audit_link p
       where e.id = '${second}' and l.entry_id = e.id and p.lane = l.lane and p.position = l.position - 1`
    expect((await verifyAfter(rewriting)).fault).toMatchObject({ fault: 'REORDERED', place: '1.3' })
  })

  it('is valid after concurrent writes in several lanes', async () => {
    const before = (await entries()).length
    await Promise.all(Array.from({ length: 40 }, (_, i) => enterSite(`At once ${i}`)))
    expect(await verifyTrail(ancrage.owner)).toMatchObject({ entries: before + 40, fault: null })
  })

  it.each([
    ['UPDATE', `update audit_entry set verb = 'x'`],
    ['DELETE', 'delete from audit_entry'],
    ['TRUNCATE', 'truncate audit_entry'],
    ['disable the triggers of', 'alter table audit_entry disable trigger all'],
    ['bypass the triggers of', 'set session_replication_role = replica'],
    ['read the salts of', 'select salts from audit_entry'],
    ['append links to', 'select append_to_audit_chain(null)'],
    [
      'write in the name of another user into',
      `insert into audit_entry (id, user_id, verb, subject_type) select gen_random_uuid(), id, 'x', 'Site' from "user" where email = 'admin@awex.example'`,
    ],
  ])('does not let the service %s it', async (_, statement) => {
    const { owner } = ancrage
    const input = { email: head, password: 'ancrage-demo' }
    const session = await ancrage.run(null, signIn, { input })
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
