create or replace function check_contact_widening() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  tokens constant int[] := viewer_acl_tokens();
  earlier constant int[] := array(
    select distinct unnest(e.acl)
      from employment e
     where e.contact_id = new.contact_id and e.id <> new.id and e.shows_contact and e.acl && tokens
       and num_nonnulls(e.prospect_id, e.agency_id) = 1);
begin
  if viewer_id() is not null and earlier <> '{}' and num_nonnulls(new.prospect_id, new.agency_id) = 1
     and not covers_acl(earlier, new.acl)
     and (
       not viewer_is_head()
       or exists (
         select
           from employment e join deal_identity i on i.prospect_id = e.prospect_id join deal d on d.id = i.deal_id
          where e.contact_id = new.contact_id and e.id <> new.id and e.shows_contact and d.full_acl && tokens
            and d.confidentiality in ('RESTRICTED', 'SECRET') and d.lead_agency_id <> viewer_agency())) then
    raise exception 'more users would see the contact'
      using errcode = 'IN001', detail = 'input.showsContact', hint = 'HEAD_SHOWS_CONTACT';
  end if;
  return null;
end $$;

comment on function check_contact_widening() is
  'Refuses that an employment shows its contact to users who did not see it, unless a HEAD says so, of the agency that leads each RESTRICTED or SECRET deal of the companies: input error HEAD_SHOWS_CONTACT. Counts only employments and deals that the viewer sees, so that a refusal never depends on others. Security definer: reads keys that the service cannot compare.';

create trigger check_widening
  after insert or update of shows_contact on employment for each row when (new.shows_contact)
  execute function check_contact_widening();
