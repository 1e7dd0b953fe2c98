create or replace function check_embargo_change() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  entering_agency constant uuid := coalesce(
    (to_jsonb(old) ->> 'entered_by_id')::uuid, agency_of_user((to_jsonb(old) ->> 'by_id')::uuid));
  deals constant uuid[] := case tg_table_name
    when 'agreement' then embargoed_deals(null, old.id)
    else embargoed_deals((to_jsonb(old) ->> 'deal_id')::uuid, (to_jsonb(old) ->> 'agreement_id')::uuid)
  end;
begin
  if viewer_id() is not null and entering_agency is distinct from viewer_agency()
     and (deals = '{}'
          or exists (select from deal d where d.id = any(deals) and d.lead_agency_id <> viewer_agency())) then
    raise exception 'requires the lead agency' using errcode = 'IN009';
  end if;
  return new;
end $$;

comment on function check_embargo_change() is
  'Refuses that a running embargo is moved or lifted, or its circle changed, by an agency that neither entered the row nor leads all its deals (IN009): a supporting agency does not decide when others learn of it. Security definer: the writer may not see all deals.';

create trigger check_embargo_change
  before update of embargo_until, embargo_circle, embargo_user_ids on agreement
  for each row when (
    old.embargo_until > now()
    and (old.embargo_until, old.embargo_circle, old.embargo_user_ids) is distinct from (
      new.embargo_until, new.embargo_circle, new.embargo_user_ids
    )
  ) execute function check_embargo_change();

create trigger check_embargo_change
  before update of embargo_until, embargo_circle, embargo_user_ids on claim
  for each row when (
    old.embargo_until > now()
    and (old.embargo_until, old.embargo_circle, old.embargo_user_ids) is distinct from (
      new.embargo_until, new.embargo_circle, new.embargo_user_ids
    )
  ) execute function check_embargo_change();
