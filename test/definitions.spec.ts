/** SQL definitions are applied as files: once, in order, whole or not at all. */
import { randomBytes } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { Client } from 'pg'
import { packageFolder } from '../src/core/package-folder.js'
import { definitionFiles } from '../src/database/definition-files.js'
import { listDefinitions, listMigrations, migrate } from '../src/database/migrate.js'
import type { SqlFile } from '../src/database/sql-file.js'
import { catalogueOf } from '../tools/catalogue.js'
import { template, urlOf } from './server.js'

const files = listDefinitions()
const withMigrations = (...texts: string[]): SqlFile[] => [
  ...listMigrations(),
  ...texts.map((text, i) => ({ path: `migrations/${9901 + i}-extra.sql`, text })),
]
const extra = (text: string): SqlFile => ({ path: 'src/extra.sql', text })

let owner: Client
let url: string
let name: string
beforeEach(async () => {
  name = `ancrage_test_${randomBytes(6).toString('hex')}`
  await onServer(`create database ${name} template ${template}`)
  url = urlOf(process.env.TEST_OWNER_URL!, name)
  owner = await connected(url)
})
afterEach(async () => {
  await owner.end()
  await onServer(`drop database ${name} with (force)`)
})

describe('SQL definitions', () => {
  it('lists every *.sql file below src/ once', () => {
    const src = join(packageFolder(), 'src')
    const present = readdirSync(src, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.sql'))
      .map((entry) => relative(src, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    expect([...definitionFiles].sort()).toEqual(present.sort())
  })

  it('makes the catalogue of schema.sql', async () => {
    const { rows } = await owner.query<{ version: number }>(
      `select current_setting('server_version_num')::int / 10000 as version`,
    )
    const committed = readFileSync(join(packageFolder(), 'schema.sql'), 'utf8')
    const [, version] = /PostgreSQL (\d+)/.exec(committed)!
    // another major version prints the same expressions in another form
    if (rows[0]!.version === Number(version))
      expect(committed.slice(committed.indexOf('-- Tables'))).toBe(await catalogueOf(owner))
  })

  it('describes every table, view, function, operator and type', async () => {
    const catalogue = await catalogueOf(owner)
    const undescribed = catalogue
      .split(/\n\n(?=create |CREATE OR REPLACE|-- )/)
      .filter((part) => /^create (unlogged )?(table|view|type|operator)|^CREATE OR REPLACE/.test(part))
      .filter((part) => !/\ncomment on (table|view|type|operator|routine) /.test(part))
      .map((part) => part.split('\n')[0])
    expect(undescribed).toEqual([])
  })

  it('applies them once, also when two processes start together', async () => {
    await owner.query('delete from definition_state')
    const reports = await Promise.all([migrate(url), migrate(url)])
    expect(reports.map(({ definitions }) => definitions).sort()).toEqual([false, true])
    expect(await migrate(url)).toEqual({ migrations: [], definitions: false })
  })

  it('adds, replaces and drops what a file adds, changes and no longer has', async () => {
    const before = await catalogueOf(owner)
    const applyView = (text: string) =>
      migrate(url, { definitions: [...files, extra(`create view extra as select ${text} as shown;`)] })
    await applyView('1')
    expect((await owner.query('select shown from extra')).rows).toEqual([{ shown: 1 }])
    await applyView(`'another type'`)
    expect((await owner.query('select shown from extra')).rows).toEqual([{ shown: 'another type' }])
    await migrate(url)
    expect(await catalogueOf(owner)).toBe(before)
  })

  it('drops objects of every kind that no file has any more', async () => {
    await owner.query('create table extra_table (id int, name text)')
    await migrate(url, { definitions: [...files, extra('-- nothing')] })
    const before = await catalogueOf(owner)
    const objects = `
      create type extra_type as (id int);
      create function extra_function() returns int language sql as 'select 1';
      create procedure extra_procedure() language sql as 'select 1';
      create function extra_equals(a extra_type, b extra_type) returns boolean language sql as 'select a.id = b.id';
      create operator === (leftarg = extra_type, rightarg = extra_type, function = extra_equals);
      create function extra_trigger() returns trigger language plpgsql as 'begin return new; end';
      create trigger extra_trigger before insert on extra_table for each row execute function extra_trigger();
      create policy extra_policy on extra_table using (true);
      create view extra_view as select extra_function();
      create view analytics.extra_view as select 1 as one;
      grant select on extra_table to ancrage_service;
      grant update (name) on extra_table to ancrage_service;
      comment on table extra_table is 'Extra';
      comment on column extra_table.name is 'Extra';`
    await migrate(url, { definitions: [...files, extra(objects)] })
    const created = (await catalogueOf(owner))
      .split('\n')
      .filter((line) => /extra_(?!table \()|Extra/i.test(line))
    expect(created.length).toBeGreaterThanOrEqual(14)
    await migrate(url)
    expect(await catalogueOf(owner)).toBe(before)
  })

  it.each([
    [
      'a statement that cannot be parsed',
      'select 1;\n\ncreate view extra as\n  selec 1;',
      'src/extra.sql:4: ',
    ],
    [
      'an unknown column',
      'create view extra as\nselect id,\n  no_such_column from deal;',
      'src/extra.sql:3: ',
    ],
    [
      'a fault in the body of a function',
      'create function extra() returns int language sql as $$\n  select count(*)::int\n  from no_such_table\n$$;',
      'src/extra.sql:3: ',
    ],
    ['a word at the beginning of a line', 'create view extra as\nselec 1;', 'src/extra.sql:2: '],
    ['a character before empty lines', 'select (1\n]\n\n\n);', 'src/extra.sql:2: '],
    ['a call that fails', `select 1;\ncall enable_rls('no_such_table');`, 'src/extra.sql:2: '],
  ])('refuses %s with file and line, and leaves the database as it was', async (_, text, place) => {
    const before = await catalogueOf(owner)
    // in the middle: the files before it have been applied, and the objects of those after it are dropped
    const middle = files.toSpliced(Math.floor(files.length / 2), 0, extra(text))
    await expect(migrate(url, { definitions: middle })).rejects.toThrow(
      expect.objectContaining({ name: 'StartError', message: expect.stringContaining(place) }),
    )
    expect(await catalogueOf(owner)).toBe(before)
    expect(await migrate(url)).toEqual({ migrations: [], definitions: false })
  })

  it('refuses a file that ends the transaction, and leaves the database as it was', async () => {
    const before = await catalogueOf(owner)
    const definitions = [...files, extra('create view extra as select 1 as shown;\n/* done */ Commit;')]
    await expect(migrate(url, { definitions })).rejects.toThrow('src/extra.sql:2: ')
    expect(await catalogueOf(owner)).toBe(before)
  })

  it('drops functions and views that depend on each other', async () => {
    const before = await catalogueOf(owner)
    const text = `create view extra as select 1 as shown;
      create function extra_rows() returns setof extra begin atomic select * from extra; end;
      create view extra_of_rows as select * from extra_rows();`
    await migrate(url, { definitions: [...files, extra(text)] })
    await migrate(url)
    expect(await catalogueOf(owner)).toBe(before)
  })

  it('keeps the rights of SQL logins', async () => {
    await owner.query('call grant_analyst_access()')
    await migrate(url, { definitions: [...files, extra('create view extra as select 1 as shown;')] })
    const { rows } = await owner.query(
      `select has_table_privilege('ancrage_sql', 'analytics.deals', 'select') as may_read,
              has_function_privilege('ancrage_sql', 'viewer_acl_tokens()', 'execute') as may_ask`,
    )
    expect(rows).toEqual([{ may_read: true, may_ask: true }])
  })
})

describe('an object that an operator has added', () => {
  const another = { definitions: [...files, extra('create view extra as select 1 as shown;')] }

  it('is kept', async () => {
    await owner.query(`create view analytics.own_view as select count(*) as agencies from agency;
      create function own_function() returns trigger language plpgsql as 'begin return new; end';
      create table own_table (id int);
      comment on table own_table is 'Own.';
      alter table own_table enable row level security, force row level security;
      create policy own_policy on own_table using (true);
      create trigger own_trigger before insert on deal for each row execute function own_function();`)
    const before = await catalogueOf(owner)
    await migrate(url, another)
    await migrate(url)
    expect(await catalogueOf(owner)).toBe(before)
  })

  it.each([
    [
      'depends on a definition',
      'create view own_view as select id from analytics.deals',
      'view own_view depends on view analytics.deals',
    ],
    [
      'has the name of a new function',
      `create function extra() returns int language sql as 'select 1'`,
      'function public.extra()',
    ],
    ['has the name of a new view', 'create view extra as select 2 as shown', 'src/extra.sql:2: '],
  ])('that %s stops the start with its name, and is kept', async (_, own, name) => {
    await owner.query(own)
    const before = await catalogueOf(owner)
    const text = `create or replace function extra() returns int language sql as 'select 2';\ncreate view extra as select 1 as shown;`
    await expect(migrate(url, { definitions: [...files, extra(text)] })).rejects.toThrow(
      expect.objectContaining({ name: 'StartError', message: expect.stringContaining(name) }),
    )
    expect(await catalogueOf(owner)).toBe(before)
  })
})

describe('a migration of an existing database', () => {
  const create = 'create table extra_table (id int, note text); insert into extra_table values (1, null)'
  const definitionsOf = (column: string) => [
    ...files,
    extra(`create view extra_view as select ${column} from extra_table;
      comment on table extra_table is 'Extra.';
      call enable_rls('extra_table');
      create policy extra_read on extra_table to ancrage_service using (${column} is not null);
      create function extra_function() returns setof bigint begin atomic select id::bigint from extra_table where ${column} is not null or true; end;`),
  ]
  const before = () => ({ migrations: withMigrations(create), definitions: definitionsOf('note') })

  it('drops and changes columns that a view, a policy and a function read', async () => {
    await migrate(url, before())
    const migrations = withMigrations(create, 'alter table extra_table drop note, alter id type bigint')
    expect(await migrate(url, { migrations, definitions: definitionsOf('id') })).toEqual({
      migrations: ['9902-extra'],
      definitions: true,
    })
    expect((await owner.query('select id from extra_view')).rows).toEqual([{ id: '1' }])
  })

  it('applies the definitions again, although their files are the same', async () => {
    await migrate(url, before())
    const catalogue = await catalogueOf(owner)
    const migrations = withMigrations(create, 'update extra_table set note = id')
    expect(await migrate(url, { ...before(), migrations })).toEqual({
      migrations: ['9902-extra'],
      definitions: true,
    })
    expect(await catalogueOf(owner)).toBe(catalogue)
    expect((await owner.query('select note from extra_table')).rows).toEqual([{ note: '1' }])
  })

  it('sees every row, also when its owner is no superuser', async () => {
    const role = `${name}_owner`
    await owner.query(`create role ${role} login createrole password 'owner'`)
    try {
      await onServer(`create database ${role} owner ${role}`)
      const address = new URL(urlOf(url, role))
      address.username = role
      address.password = 'owner'
      await migrate(address.href, before())
      await migrate(address.href, {
        ...before(),
        migrations: withMigrations(create, 'update extra_table set note = id'),
      })
      const client = await connected(urlOf(url, role))
      expect((await client.query('select note from extra_table')).rows).toEqual([{ note: '1' }])
      await client.end()
    } finally {
      await onServer(`drop database if exists ${role} with (force)`)
      await owner.query(`drop role ${role}`)
    }
  })

  it('stops the start of an older version, which does not know it', async () => {
    await migrate(url, before())
    const catalogue = await catalogueOf(owner)
    await expect(migrate(url)).rejects.toThrow('9901-extra')
    expect(await catalogueOf(owner)).toBe(catalogue)
  })

  it.each([
    ['a second migration fails', 'update extra_table set note = id; select no_such_column from extra_table'],
    ['a definition no longer fits', 'alter table extra_table drop note'],
  ])('leaves the database as it was when %s', async (_, failing) => {
    await migrate(url, before())
    const catalogue = await catalogueOf(owner)
    const migrations = withMigrations(create, 'alter table extra_table add third int', failing)
    await expect(migrate(url, { ...before(), migrations })).rejects.toThrow(
      expect.objectContaining({
        name: 'StartError',
        message: expect.stringContaining('The database is unchanged.'),
      }),
    )
    expect(await catalogueOf(owner)).toBe(catalogue)
    expect(await migrate(url, before())).toEqual({ migrations: [], definitions: false })
  })
})

describe('migrations', () => {
  let empty: Client
  beforeEach(async () => {
    await owner.end()
    await onServer(`drop database ${name} with (force)`)
    await onServer(`create database ${name}`)
    owner = empty = await connected(url)
  })

  it('that fail leave nothing behind, and run when the obstacle is gone', async () => {
    // the baseline creates this table as well
    await empty.query('create table task (id int)')
    await expect(migrate(url)).rejects.toThrow(
      expect.objectContaining({
        name: 'StartError',
        message: expect.stringMatching(/^migrations\/0001-baseline\.sql:\d+: relation "task" already exists/),
      }),
    )
    expect(await tablesOf(empty)).toEqual(['task'])
    await empty.query('drop table task')
    expect((await migrate(url)).migrations[0]).toBe('0001-baseline')
    expect(await migrate(url)).toEqual({ migrations: [], definitions: false })
  })

  it('of a development version that is too old to be upgraded are refused', async () => {
    await empty.query('create table migrations (name text)')
    await empty.query(`insert into migrations values ('HeldWithDeal0')`)
    await expect(migrate(url)).rejects.toThrow(
      expect.objectContaining({
        name: 'StartError',
        message: expect.stringMatching(/older than migration 0037/),
      }),
    )
    expect(await tablesOf(empty)).toEqual(['migrations'])
  })

  it('leave no role the right to create a temporary table', async () => {
    await migrate(url)
    const { rows } = await empty.query(
      `select has_database_privilege('ancrage_service', $1, 'temporary') as may`,
      [name],
    )
    expect(rows).toEqual([{ may: false }])
  })
})

async function connected(address: string): Promise<Client> {
  const client = new Client({ connectionString: address })
  await client.connect()
  return client
}

async function tablesOf(client: Client): Promise<string[]> {
  const query = `select tablename from pg_tables where schemaname = 'public' order by 1`
  return (await client.query<{ tablename: string }>(query)).rows.map(({ tablename }) => tablename)
}

async function onServer(sql: string): Promise<void> {
  const server = await connected(process.env.TEST_OWNER_URL!)
  await server.query(sql)
  await server.end()
}
