create or replace function subject_acls(subject_type text, subject_id uuid) returns text[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return case subject_type
    when 'Deal' then (select array[d.full_acl::text] from deal d where d.id = subject_id)
    when 'Employment' then (
      select array[e.acl::text] || subject_acl('Contact', e.contact_id)
      from employment e
      where e.id = subject_id
    )
    when 'Stake' then (
      select array[h.acl::text, p.acl::text]
      from stake s join prospect h on h.id = s.holder_id join prospect p on p.id = s.held_id
      where s.id = subject_id
    )
    when 'Meeting' then (
      select coalesce(
        (select array_agg(h.acl::text) from meeting_deal h where h.meeting_id = m.id), array[m.acl::text]
      )
      from meeting m
      where m.id = subject_id
    )
    when 'Agreement' then (
      select
        coalesce(
          (select array_agg(h.acl::text) from agreement_deal h where h.agreement_id = a.id), array[a.acl::text]
        ) || case when a.embargo_until > now() then array[coalesce(a.embargo_acl, '{}')::text] end
      from agreement a
      where a.id = subject_id
    )
    when 'Claim' then (
      select
        array[c.acl::text] || subject_acls('Agreement', c.agreement_id)
        || case when c.embargo_until > now() then array[coalesce(c.embargo_acl, '{}')::text] end
      from claim c
      where c.id = subject_id
    )
    when 'Task' then (
      select array[t.acl::text] || case when t.deal_id is null then subject_acls('Meeting', t.meeting_id) end
      from task t
      where t.id = subject_id
    )
    else subject_acl(subject_type, subject_id)
  end;
end $$;

comment on function subject_acls(text, uuid) is
  'Returns the access keys of the subject of an audit entry now, as texts: a viewer needs a token of each to see it in full. Null for a row that does not exist. The policies of the tables have the same rules. Security definer: the writer may not see the subject any more. Not granted to the service.';
