create or replace function verify_deal_stage() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  checked_id uuid := case tg_table_name when 'deal' then to_jsonb(new) ->> 'id' else to_jsonb(new) ->> 'deal_id' end;
begin
  if not exists (
    select 1
    from deal d join recorded_stage(checked_id) r on true
    where d.id = checked_id
      and (d.stage, d.stage_since, d.resume_stage, d.opened_on)
        is not distinct from (r.stage, r.since, r.resume_stage, r.opened_on)
  ) then
    raise exception 'the stage of deal % is not that of its last transition', checked_id using errcode = 'check_violation';
  end if;
  return null;
end $$;

comment on function verify_deal_stage() is
  'Refuses, at commit, a deal whose stage, stage_since, resume_stage or opened_on differs from what its transitions say: the service writes both (src/deal/transition/move.service.ts and correct-move.service.ts).';

create constraint trigger verify_deal_stage
  after insert or update of stage, stage_since, resume_stage, opened_on on deal deferrable initially deferred
  for each row execute function verify_deal_stage();

create constraint trigger verify_deal_stage
  after insert on transition deferrable initially deferred for each row execute function verify_deal_stage();

create constraint trigger verify_deal_stage
  after insert on transition_correction deferrable initially deferred for each row
  execute function verify_deal_stage();
