create or replace function refresh_agreement_access(agreement_id uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- Lock first, read after: two writers at once must both be in the union.
  perform from agreement m where m.id = refresh_agreement_access.agreement_id for update;
  update agreement m set acl = k.acl, shared = k.deal_count > 1
    from (
      select count(*) as deal_count,
          case
            when count(*) = 0 then (
              select unlinked_acl(f.confidentiality, f.entered_by_id)
                from agreement f where f.id = refresh_agreement_access.agreement_id
            )
            else array(
              select distinct unnest(h.acl)
                from agreement_deal h where h.agreement_id = refresh_agreement_access.agreement_id order by 1
            )
          end as acl
        from agreement_deal d where d.agreement_id = refresh_agreement_access.agreement_id
    ) k
   where m.id = refresh_agreement_access.agreement_id
     and (m.acl, m.shared) is distinct from (k.acl, k.deal_count > 1);
end $$;

comment on function refresh_agreement_access(uuid) is
  'Computes the access key of an agreement again, and whether it is shared. Without a deal: unlinked_acl(). With one: its full key. With several, the agreement is shared and its key is the union: one of the tokens is necessary, can_see_every_deal_of_agreement() decides. Security definer: it reads deals that the writer may not see.';
