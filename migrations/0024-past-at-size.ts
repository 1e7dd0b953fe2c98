import type { MigrationInterface, QueryRunner } from 'typeorm'

/** The same answers as before, also where most deals have moved since the day that is asked about. */
export class PastAtSize0024 implements MigrationInterface {
  name = 'PastAtSize1795219200024'

  async up(db: QueryRunner): Promise<void> {
    await db.query(stoodSql)
    await db.query(jobsSql)
  }

  async down(): Promise<void> {
    throw new Error('The functions before these give the same answers more slowly: restore a backup instead.')
  }
}

/** NOT IN walks the whole set for each row once the set is too large for work_mem; what does not exist is found by hashing, in parts if need be. */
const stoodSql = `
create or replace function stood_on(day date, known timestamptz) returns table (deal_id uuid, stage text, since date)
language sql stable as $$
  with moved as materialized (
    select t.deal_id from transition t where t.effective_on > stood_on.day or t.recorded_at > stood_on.known
    union select c.deal_id from transition_correction c where c.recorded_at > stood_on.known)
  select d.id, d.stage, d.stage_since from deal d where not exists (select 1 from moved m where m.deal_id = d.id)
  union all
  select m.deal_id, s.to_stage, s.effective_on
    from moved m, lateral (
      select t.to_stage, t.effective_on from transition t
       where t.deal_id = m.deal_id and t.effective_on <= stood_on.day and t.recorded_at <= stood_on.known
         and not exists (select 1 from transition_correction c where c.transition_id = t.id and c.recorded_at <= stood_on.known)
       order by coalesce(t.place, t.ordinal) desc limit 1) s
$$;
`

const jobsSql = `
create or replace function jobs_counted(kind text, horizon text, rumours boolean, day date, known timestamptz)
  returns table (deal_id uuid, low int, high int)
language sql stable as $$
  select distinct on (j.deal_id) j.deal_id, j.low, j.high
    from job_projection j
   where j.kind = jobs_counted.kind and (jobs_counted.horizon is null or j.horizon = jobs_counted.horizon)
     and j.standing <> 'REALISED' and (jobs_counted.rumours or j.standing <> 'RUMOURED')
     and j.stated_on <= jobs_counted.day and j.recorded_at <= jobs_counted.known
     and not exists (select 1 from job_projection r
                      where r.replaces_id = j.id and r.stated_on <= jobs_counted.day and r.recorded_at <= jobs_counted.known)
   order by j.deal_id, array_position('{INITIAL,MEDIUM_TERM,FULL}'::text[], j.horizon) desc, j.stated_on desc, j.recorded_at desc, j.id desc
$$;
`
