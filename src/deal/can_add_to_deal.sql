create or replace function can_add_to_deal(asked uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return exists (select from deal where id = asked
    and (full_acl &&& (select viewer_acl_tokens()) or xmin = pg_current_xact_id_if_assigned()::xid));
end $$;

comment on function can_add_to_deal(uuid) is
  'Whether something may be added to a deal: by whoever sees it whole, or has opened or changed it in this transaction, such as a HEAD who hands it over, and sees it no more half-way.';

grant execute on function can_add_to_deal(uuid) to ancrage_service;
