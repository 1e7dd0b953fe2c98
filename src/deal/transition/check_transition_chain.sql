create or replace function check_transition_chain() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform replay_transitions(new.deal_id);
  return null;
end $$;

create constraint trigger check_transition_chain
  after insert on transition deferrable initially deferred for each row when (new.place is not null)
  execute function check_transition_chain();

create constraint trigger check_transition_chain
  after insert on transition_correction deferrable initially deferred for each row
  execute function check_transition_chain();
