create or replace function can_add_to_deal(deal_id uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return exists (
    select from deal d
    where d.id = can_add_to_deal.deal_id
      and (d.full_acl &&& (select viewer_acl_tokens()) or d.xmin = pg_current_xact_id_if_assigned()::xid)
  );
end $$;

comment on function can_add_to_deal(uuid) is
  'Returns whether the viewer may add rows to a deal: they see it in full, or this transaction has opened or changed it. The second lets a HEAD finish a handover after which they no longer see the deal. False alike for a deal that is hidden and one that does not exist. Security definer: it reads deals that the viewer no longer sees.';

grant execute on function can_add_to_deal(uuid) to ancrage_service;
