import type { MigrationInterface, QueryRunner } from 'typeorm'
import { views, type Column, type View } from './0020-views.js'

/** The schema `analytics`: what SQL logins read, in the words of the API, under the same row-level rules. */
export class Analytics0020 implements MigrationInterface {
  name = 'Analytics1795219200020'

  async up(db: QueryRunner): Promise<void> {
    await db.query('create schema analytics')
    await db.query(`comment on schema analytics is 'The pipeline as whoever asks may know it.'`)
    for (const view of views) await db.query(viewSql(view))
    await db.query(openSql)
  }

  async down(): Promise<void> {
    throw new Error('Views that somebody may build on are not taken away.')
  }
}

const text = (words: string): string => `'${words.replaceAll("'", "''")}'`

/** Nothing that a reader puts into a statement is evaluated before a row is his to see. */
function viewSql({ name, about, columns, from }: View): string {
  const listed = columns.map(([column, sql]) => `${sql} as ${column}`).join(',\n  ')
  const comments = columns.map(
    ([column, , said]: Column) => `comment on column analytics.${name}.${column} is ${text(said)};`,
  )
  return `create view analytics.${name} with (security_invoker, security_barrier) as
select ${listed}
${from};
comment on view analytics.${name} is ${text(about)};
${comments.join('\n')}`
}

/** The policies of the tables behind the views hold for whoever reads them, not for the service alone. */
const openSql = `
do $$
declare t regclass;
begin
  for t in select distinct d.refobjid::regclass from pg_class v join pg_rewrite r on r.ev_class = v.oid
             join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid and d.refclassid = 'pg_class'::regclass
             join pg_class c on c.oid = d.refobjid and c.relkind = 'r'
            where v.relnamespace = 'analytics'::regnamespace
  loop
    execute format('alter policy viewer_sees on %s to public', t);
  end loop;
end $$;
`
