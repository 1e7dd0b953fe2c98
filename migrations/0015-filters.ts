import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What filters ask of many rows at once. */
export class Filters0015 implements MigrationInterface {
  name = 'Filters1795219200015'

  async up(db: QueryRunner): Promise<void> {
    await db.query(factsSql)
    await db.query(jobsSql)
  }

  async down(): Promise<void> {
    throw new Error('Filters rely on it: restore a backup instead.')
  }
}

const factsSql = `
-- the facts that a stage requires: cumulative along the open stages and LANDED, only its own for LOST and DORMANT
create function required_facts(target text) returns table (fact text, place int, n bigint)
language sql stable as $$
  select r.fact, s.position, r.n
    from deal_stage t, deal_stage s, unnest(s.requires) with ordinality as r (fact, n)
   where t.code = target
     and (s.code = t.code or (t.outcome in ('OPEN','WON') and s.outcome in ('OPEN','WON') and s.position < t.position))
$$;

create or replace function missing_facts(asked uuid, target text) returns text[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(r.fact order by r.place, r.n), '{}')
    from required_facts(target) r
   where not coalesce(((select to_jsonb(f) from deal_facts f where f.deal_id = asked) ->> r.fact)::boolean, false)
$$;
`

/** As pipelineStatus counts them: the statement of the furthest horizon, or of the one asked for, that nobody had corrected by then. */
const jobsSql = `
create function jobs_counted(kind text, horizon text, rumours boolean, day date, known timestamptz)
  returns table (deal_id uuid, low int, high int)
language sql stable as $$
  select distinct on (j.deal_id) j.deal_id, j.low, j.high
    from job_projection j
   where j.kind = jobs_counted.kind and (jobs_counted.horizon is null or j.horizon = jobs_counted.horizon)
     and j.standing <> 'REALISED' and (jobs_counted.rumours or j.standing <> 'RUMOURED')
     and j.stated_on <= jobs_counted.day and j.recorded_at <= jobs_counted.known
     and j.id not in (select r.replaces_id from job_projection r
                       where r.replaces_id is not null and r.stated_on <= jobs_counted.day and r.recorded_at <= jobs_counted.known)
   order by j.deal_id, array_position('{INITIAL,MEDIUM_TERM,FULL}'::text[], j.horizon) desc, j.stated_on desc, j.recorded_at desc, j.id desc
$$;
`
