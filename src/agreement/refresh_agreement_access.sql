create or replace function refresh_agreement_access(asked uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform 1 from agreement where id = asked for update;
  update agreement m set acl = k.key, shared = k.deals > 1
    from (select count(*) as deals,
                 case when count(*) = 0 then (select unlinked_acl(confidentiality, entered_by_id) from agreement where id = asked)
                      else array(select distinct unnest(h.acl) from agreement_deal h where h.agreement_id = asked order by 1) end as key
            from agreement_deal where agreement_id = asked) k
   where m.id = asked and (m.acl, m.shared) is distinct from (k.key, k.deals > 1);
end $$;
