create or replace function refresh_deal_access(deal_id uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from deal d where d.id = refresh_deal_access.deal_id for update;
  update deal d
     set masked_acl = deal_masked_acl(d), full_acl = deal_full_acl(d)
   where d.id = refresh_deal_access.deal_id;
end $$;

comment on function refresh_deal_access(uuid) is
  'Computes both access keys of a deal again, which it locks. Security definer: the writer may not see the deal any more.';
