create or replace function check_deal_officer() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (
    select 1
      from deal d
     where d.id = new.id
       and d.officer_id = new.officer_id
       and officer_fault(d.officer_id, d.id, d.full_acl) is not null
  ) then
    raise exception 'the officer is no active user of a team agency with full access'
      using errcode = 'IN001', detail = 'input.officer', hint = 'OFFICER_NOT_IN_TEAM';
  end if;
  return null;
end $$;

comment on function check_deal_officer() is
  'Refuses, at commit, an officer who cannot be one (officer_fault): input error OFFICER_NOT_IN_TEAM of input.officer. src/deal/officer/officer.ts checks the same earlier. What happens to the officer later is not refused; the deal shows it (Deal.officerFault). Security definer: the writer may not see the deal any more.';

create constraint trigger check_deal_officer
  after insert on deal deferrable initially deferred for each row when (new.officer_id is not null)
  execute function check_deal_officer();

create constraint trigger check_deal_officer_change
  after update on deal deferrable initially deferred
  for each row when (new.officer_id is not null and new.officer_id is distinct from old.officer_id)
  execute function check_deal_officer();
