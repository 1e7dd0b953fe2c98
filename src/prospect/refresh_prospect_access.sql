create or replace function refresh_prospect_access(asked uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if asked is null then return; end if;
  -- lock first, read after: two deals opened at once must both end up in the union
  perform 1 from prospect where id = asked for update;
  update prospect p set acl = k.key
    from (select case when count(*) = 0 then (select unlinked_acl(confidentiality, entered_by_id) from prospect where id = asked)
                      else array(select distinct unnest(i.acl) from deal_identity i where i.prospect_id = asked order by 1) end as key
            from deal_identity where prospect_id = asked) k
   where p.id = asked and p.acl is distinct from k.key;
end $$;

comment on function refresh_prospect_access(uuid) is
  'A prospect with deals is seen by whoever has full access to one of them.';
