create or replace function refresh_prospect_access(prospect_id uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if prospect_id is null then return; end if;
  -- Lock first, read after: two deals opened at the same time must both be in the union.
  perform from prospect p where p.id = refresh_prospect_access.prospect_id for update;
  update prospect p set acl = k.acl
    from (
      select case
          when count(*) = 0 then (
            select unlinked_acl(f.confidentiality, f.entered_by_id)
              from prospect f where f.id = refresh_prospect_access.prospect_id
          )
          else array(
            select distinct unnest(i.acl)
              from deal_identity i where i.prospect_id = refresh_prospect_access.prospect_id order by 1
          )
        end as acl
        from deal_identity d where d.prospect_id = refresh_prospect_access.prospect_id
    ) k
   where p.id = refresh_prospect_access.prospect_id and p.acl is distinct from k.acl;
end $$;

comment on function refresh_prospect_access(uuid) is
  'Computes the access key of a prospect again: the union of the full keys of its deals, so that a viewer of one of them sees it; without a deal, that of unlinked_acl(). Null does nothing. Security definer: it reads deals that the writer may not see.';
