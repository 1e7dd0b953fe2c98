// SQL functions and smart comments, as PostGraphile's documentation advises for computed fields and conflicting names.
import { moveSql, pipelineFiguresSql, precedence } from './bare-sql.mjs'

export const functionsSql = `
comment on view deal_fact_rows is E'@name factOfDeal';
comment on constraint deal_stage_fkey on deal is E'@fieldName stageOfDeal';
comment on constraint deal_resume_stage_fkey on deal is E'@fieldName resumeStageOfDeal';
comment on constraint transition_from_stage_fkey on transition is E'@fieldName origin';
comment on constraint transition_to_stage_fkey on transition is E'@fieldName target';
create or replace function deal_last_meetings(d deal) returns setof meeting language sql stable as $$
  select m.* from meeting_deal md join meeting m on m.id = md.meeting_id where md.deal_id = d.id
   order by m.when_from desc, m.id desc
$$;
create or replace function deal_current_projection(d deal) returns job_projection language sql stable as $$
  select j.* from job_projection j
   where j.deal_id = d.id and j.kind = 'DIRECT' and j.standing not in ('REALISED', 'RUMOURED') and j.withdrawn_at is null
     and not exists (select 1 from job_projection r where r.replaces_id = j.id and r.withdrawn_at is null)
   order by ${precedence}, j.stated_on desc, j.recorded_at desc, j.id desc limit 1
$$;
drop function if exists bench_figures;
create function bench_figures(agency text, day date) returns table
  (code text, "position" int, deals int, low int, high int, realised int, deals_without int, median_days double precision)
language sql stable as $$
  select * from (${pipelineFiguresSql('$1', '$2')}) f order by f.position
$$;
create or replace function bench_move(moved_deal uuid, expected_version int, target text, move_reason text, mover uuid) returns deal language plpgsql as $$
declare
  current_deal record;
  result deal;
begin
  ${moveSql.lock.replaceAll('$1', 'moved_deal').replaceAll('$2', 'target').replace('as missing', 'as missing into current_deal')};
  if current_deal.version <> expected_version or current_deal.missing <> '{}' then
    raise exception 'refused';
  end if;
  ${moveSql.transition.replace('$1', 'moved_deal').replace('$2', 'current_deal.stage').replace('$3', 'target').replace('$5', 'current_deal.day').replace('$4', 'mover')};
  if move_reason is not null then
    ${moveSql.text.replaceAll('$1', 'moved_deal').replaceAll('$2', 'move_reason')};
  end if;
  ${moveSql.deal.replaceAll('$1', 'moved_deal').replaceAll('$2', 'target').replaceAll('$3', 'current_deal.day')} returning * into result;
  ${moveSql.audit.replace('$2', 'mover').replace('$1', 'moved_deal').replace('$3', 'current_deal.stage').replace('$4', 'target')};
  return result;
end $$;
`
