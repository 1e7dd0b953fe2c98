import type { MigrationInterface, QueryRunner } from 'typeorm'
import { views, type Column, type View } from './0020-views.js'

/** Of a masked deal the views hide officer and team, as the API does; and nobody reads hidden rows out of a plan. */
export class ClosedViews0022 implements MigrationInterface {
  name = 'ClosedViews1795219200022'

  async up(db: QueryRunner): Promise<void> {
    for (const view of views) await db.query(closed(masking[view.name]?.(view) ?? view))
  }

  async down(): Promise<void> {
    throw new Error('What was closed is not opened again: restore a backup instead.')
  }
}

const masking: Record<string, (view: View) => View> = {
  deals: (view) => ({ ...view, columns: view.columns.map(officerWhenWhole) }),
  team: (view) => ({
    ...view,
    from: `${view.from} where exists (select 1 from deal_identity i where i.deal_id = t.deal_id)`,
  }),
}

const officerWhenWhole = (column: Column): Column =>
  column[0] === 'officer'
    ? [
        'officer',
        `case when i.deal_id is not null then ${column[1]} end`,
        'Who works on it; null when masked.',
      ]
    : column

/**
 * PostgreSQL asks a leakproof condition, such as one name or id equals another, of rows before the policy does: what it
 * estimates then follows from hidden rows, and `explain analyze` counts those that an index found. Behind `offset 0`
 * no condition of the reader comes near a table.
 */
const closed = ({ name, columns, from }: View): string => `
create or replace view analytics.${name} with (security_invoker, security_barrier) as
select ${columns.map(([column, sql]) => `${sql} as ${column}`).join(',\n  ')}
${from}
offset 0;
${columns.map(([column, , said]) => `comment on column analytics.${name}.${column} is '${said.replaceAll("'", "''")}';`).join('\n')}`
