create or replace function check_agreement_parties() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  checked_id uuid;
begin
  if tg_op = 'INSERT' then checked_id := new.id; else checked_id := old.agreement_id; end if;
  if (select count(*) from agreement_party where agreement_id = checked_id) < 2 then
    raise exception 'an agreement has at least two parties' using errcode = 'check_violation';
  end if;
  return null;
end $$;

comment on function check_agreement_parties() is
  'Refuses, at commit, an agreement with fewer than two parties. Security definer: parties that the writer may not see count.';

create constraint trigger check_agreement_parties
  after insert on agreement deferrable initially deferred for each row
  execute function check_agreement_parties();

create constraint trigger check_agreement_parties
  after delete on agreement_party deferrable initially deferred for each row
  execute function check_agreement_parties();
