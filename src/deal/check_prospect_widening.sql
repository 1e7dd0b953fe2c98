create or replace function check_prospect_widening() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  tokens constant int[] := viewer_acl_tokens();
  own_acl constant int[] := (select d.full_acl from deal d where d.id = new.deal_id);
  is_led boolean := (select d.lead_agency_id = viewer_agency() from deal d where d.id = new.deal_id);
begin
  if viewer_id() is null or tg_op = 'UPDATE' and old.prospect_id is not distinct from new.prospect_id then
    return null;
  end if;
  -- the company that loses the deal: without another one, its own confidentiality decides
  if tg_op = 'UPDATE'
     and not exists (select from deal_identity i where i.prospect_id = old.prospect_id and i.acl && tokens)
     and not covers_acl(
       own_acl, (select unlinked_acl(p.confidentiality, p.entered_by_id) from prospect p where p.id = old.prospect_id))
  then
    perform refuse_widening(new.deal_id, is_led, 'input.prospect');
  end if;
  -- the company that gains it: those who see the deal see the company, and what was recorded about it
  if exists (
       select from deal_identity i join deal d on d.id = i.deal_id
        where i.prospect_id = new.prospect_id and d.id <> new.deal_id and d.confidentiality in ('RESTRICTED', 'SECRET')
          and d.full_acl && tokens)
     and not covers_acl(
       array(select distinct unnest(i.acl) from deal_identity i
              where i.prospect_id = new.prospect_id and i.deal_id <> new.deal_id and i.acl && tokens),
       own_acl)
  then
    select is_led and bool_and(d.lead_agency_id = viewer_agency()) into is_led
      from deal_identity i join deal d on d.id = i.deal_id
     where i.prospect_id = new.prospect_id and d.confidentiality in ('RESTRICTED', 'SECRET') and d.full_acl && tokens;
    perform refuse_widening(new.deal_id, coalesce(is_led, false), 'input.prospect');
  end if;
  return null;
end $$;

comment on function check_prospect_widening() is
  'Refuses, at commit, that a deal gets another company when more users could see a company afterwards, with its people and claims: the one that it leaves, which has no other deal, or the one that it gains, which has a RESTRICTED or SECRET deal. Counts only deals that the viewer sees in full, so that a refusal never depends on others. Security definer: reads keys that the service cannot compare.';

create constraint trigger check_widening
  after insert or update of prospect_id on deal_identity deferrable initially deferred for each row
  execute function check_prospect_widening();
