create or replace function refresh_deal_access(asked uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform 1 from deal where id = asked for update;
  update deal d set masked_acl = deal_masked_acl(d), full_acl = deal_full_acl(d) where d.id = asked;
end $$;
