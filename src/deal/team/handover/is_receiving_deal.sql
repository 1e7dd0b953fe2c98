create or replace function is_receiving_deal(deal_id uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select viewer_is_head()
    and exists (
      select 1
      from handover_offer o
      where o.deal_id = is_receiving_deal.deal_id
        and o.status = 'PENDING'
        and o.to_agency_id = viewer_agency()
    )
$$;

comment on function is_receiving_deal(uuid) is
  'Returns whether the viewer is a HEAD of the agency to which the lead of a deal is offered: they change its team when they accept. Security definer: for the policies of deal_team.';

grant execute on function is_receiving_deal(uuid) to ancrage_service;
