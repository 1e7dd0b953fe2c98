import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = process.cwd()
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ancrage-sql-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function run(...args: string[]) {
  return spawnSync(process.execPath, [join(root, 'scripts', 'format-sql.mjs'), ...args], {
    cwd: folder,
    encoding: 'utf8',
  })
}

/** Returns `text` as `npm run format` leaves it. */
function format(text: string): string {
  const file = join(folder, 'a.sql')
  writeFileSync(file, text)
  const { status, stderr } = run(file)
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  return readFileSync(file, 'utf8')
}

it('keeps on one line what fits, and breaks a longer query at its clauses', () => {
  expect(format('SELECT a,b\nFROM deal\nWHERE c = 1;')).toBe('select a, b from deal where c = 1;\n')
  expect(
    format(
      `select d.id, d.reference, coalesce(d.title, d.code_name) as title from deal d join deal_stage s on s.code = d.stage
        where d.lead_agency_id = $1 and d.stage in ('A','B') and not exists(select 1 from claim c where c.deal_id = d.id) order by 1`,
    ),
  ).toBe(`select d.id, d.reference, coalesce(d.title, d.code_name) as title
from deal d join deal_stage s on s.code = d.stage
where d.lead_agency_id = $1
  and d.stage in ('A', 'B')
  and not exists (select 1 from claim c where c.deal_id = d.id)
order by 1
`)
})

it('lays out the body of a function in SQL, and leaves one in PL/pgSQL as written', () => {
  expect(
    format(`create function f(a int) returns int language sql stable as $$
 select max(x.y) from x where x.a = f.a and x.b is null and x.c is distinct from x.d and x.is_ready and x.is_open $$;
create function g() returns trigger language plpgsql as $$
begin  return   new; end $$;`),
  ).toBe(`create function f(a int) returns int
language sql stable as $$
  select max(x.y)
  from x
  where x.a = f.a and x.b is null and x.c is distinct from x.d and x.is_ready and x.is_open
$$;
create function g() returns trigger
language plpgsql as $$
begin  return   new; end $$;
`)
})

it('breaks long attributes of a function before a setting', () => {
  expect(
    format(
      `create function f() returns int language plpgsql stable parallel safe security definer set search_path = public, pg_temp set work_mem = '1MB' as $$ begin return 1; end $$;`,
    ),
  ).toBe(`create function f() returns int
language plpgsql stable parallel safe security definer set search_path = public, pg_temp
  set work_mem = '1MB' as $$ begin return 1; end $$;
`)
})

it('breaks definitions at the parts of their syntax', () => {
  expect(
    format(`create table t (id uuid primary key, a text not null check (a in ('X','Y')), -- why
    -- about b
    b int);
create policy viewer_adds on t for insert to ancrage_service with check (a = 'X' and (select viewer_id()) is not null);
create trigger t_is_checked after insert or update of a on t for each row when (new.a = 'X') execute function t_is_checked();`),
  ).toBe(`create table t (
  id uuid primary key,
  a text not null check (a in ('X', 'Y')), -- why
  -- about b
  b int
);
create policy viewer_adds on t for insert to ancrage_service
  with check (a = 'X' and (select viewer_id()) is not null);
create trigger t_is_checked
  after insert or update of a on t for each row when (new.a = 'X') execute function t_is_checked();
`)
})

it('keeps comments, strings, quoted names and operators as they are', () => {
  const text = `-- above
select "A b", 'it''s; -- no comment', E'\\'' as c /* inside */, x &&& y, a ->> 'k', -1 -- last
from t -- of t
where b = 'two
lines'; -- after
`
  const formatted = format(text)
  for (const part of text.match(/"A b"|'it.*comment'|E'..'|\/\*.*\*\/|--.*|'two\nlines'|&&&|->>|-1/g) ?? [])
    expect(formatted).toContain(part)
})

it('changes nothing when it runs again', () => {
  const queries = join(root, 'test', 'read', 'queries')
  for (const name of readdirSync(queries).filter((file) => file.endsWith('.sql')))
    writeFileSync(join(folder, name), readFileSync(join(queries, name)))
  const files = readdirSync(folder).map((name) => join(folder, name))
  expect(files.length).toBeGreaterThan(10)
  expect(run(...files)).toMatchObject({ status: 0, stderr: '' })
  expect(run('--check', ...files)).toMatchObject({ status: 0, stderr: '' })
})

it('names a file that is not formatted, and does not change it', () => {
  const file = join(folder, 'a.sql')
  writeFileSync(file, 'SELECT 1;')
  expect(run('--check', file)).toMatchObject({ status: 1, stderr: 'a.sql: not laid out\n' })
  expect(readFileSync(file, 'utf8')).toBe('SELECT 1;')
})

it('does not change a file that it cannot parse, and names the line', () => {
  const file = join(folder, 'a.sql')
  const text = "select 1;\n\nselect (2;\nselect 'x;"
  writeFileSync(file, text)
  const { status, stderr } = run(file)
  expect(status).toBe(1)
  expect(stderr).toMatch(/^a.sql: .*line 4/i)
  expect(readFileSync(file, 'utf8')).toBe(text)
})

it('lays out the body of a function in standard SQL', () => {
  const laid = `create function f(a int) returns setof t
language sql stable begin atomic
  select x.a, x.b
  from t x
  where x.a = f.a
    and x.is_ready_for_everything
    and exists (select 1 from a_rather_long_name_of_a_table y where y.x_id = x.id);
end;

grant execute on function f(int) to ancrage_service;
`
  expect(format(laid.replace(/\s+/g, ' '))).toBe(laid.replace('\n\ngrant', '\ngrant'))
  expect(format(laid)).toBe(laid)
})
