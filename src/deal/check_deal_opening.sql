create or replace function check_deal_opening() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select 1 from transition where deal_id = new.id)
     or not exists (select 1 from deal_team where deal_id = new.id and role = 'LEAD')
     or not exists (select 1 from deal_identity where deal_id = new.id) then
    raise exception 'a deal is opened with its identity, its lead and its first stage'
      using errcode = 'check_violation';
  end if;
  return null;
end $$;

comment on function check_deal_opening() is
  'Refuses, at commit, a deal without a transition, a lead agency in its team or an identity: they are recorded in the transaction that opens it. Security definer: it counts rows that the writer may not see.';

create constraint trigger check_deal_opening
  after insert on deal deferrable initially deferred for each row execute function check_deal_opening();
