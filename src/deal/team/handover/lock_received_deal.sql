create or replace function lock_received_deal(deal_id uuid) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not is_receiving_deal(deal_id) then
    return false;
  end if;
  perform from deal d where d.id = lock_received_deal.deal_id for update;
  return true;
end $$;

comment on function lock_received_deal(uuid) is
  'Locks a deal whose lead is offered to the agency of the viewer, a HEAD, and returns true; false otherwise. Every writer locks the deal first. Security definer: until they accept, the viewer may see the deal masked, and could not lock it.';

grant execute on function lock_received_deal(uuid) to ancrage_service;
