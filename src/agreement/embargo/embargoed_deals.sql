create or replace function embargoed_deals(deal_id uuid, agreement_id uuid) returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select case
    when deal_id is not null then array[deal_id]
    else array(
      select h.deal_id from agreement_deal h where h.agreement_id = embargoed_deals.agreement_id order by 1
    )
  end
$$;

comment on function embargoed_deals(uuid, uuid) is
  'Returns the deals of a claim or an agreement: its deal, or those of its agreement. For triggers; not granted to the service.';
