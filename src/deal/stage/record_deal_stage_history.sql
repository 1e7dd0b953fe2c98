create or replace function record_deal_stage_history() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into deal_stage_history (code, ordinal, probability, requires, replaced_at)
  select old.code, coalesce(max(h.ordinal), 0) + 1, old.probability, old.requires,
         case when new.updated_at > old.updated_at then instant_of_write(new.updated_at) else now() end
    from deal_stage_history h where h.code = old.code;
  return null;
end $$;

comment on function record_deal_stage_history() is
  'Records the probability and the required facts that an update of a stage replaces, with the instant of the update. Security definer: the service may not write the history.';

create trigger record_deal_stage_history
  after update of probability, requires on deal_stage
  for each row when ((old.probability, old.requires) is distinct from (new.probability, new.requires))
  execute function record_deal_stage_history();
