create or replace function check_deal_action() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform require_deal_action(
    tg_argv[0],
    (to_jsonb(coalesce(new, old)) ->> case tg_table_name when 'deal' then 'id' else 'deal_id' end)::uuid
  );
  return coalesce(new, old);
end $$;

comment on function check_deal_action() is
  'Refuses a write by a user who may not do what it does to the deal of the row: the argument of the trigger is the action (is_deal_action_allowed).';

create trigger check_deal_action
  before update of confidentiality on deal
  for each row when (old.confidentiality is distinct from new.confidentiality)
  execute function check_deal_action('setConfidentiality');

create trigger check_deal_action
  before insert or delete on need_to_know for each row execute function check_deal_action('setNeedToKnow');

create trigger check_deal_action
  before insert on handover for each row execute function check_deal_action('handOver');

create trigger check_deal_action
  before insert on handover_correction for each row execute function check_deal_action('handOver');

create trigger check_deal_action
  before insert on landing_verification for each row execute function check_deal_action('verify');

create trigger check_deal_action
  before insert on transition for each row when (new.override) execute function check_deal_action('override');

create trigger check_deal_action
  before insert on withdrawal for each row when (new.deal_id is not null)
  execute function check_deal_action('withdraw');
