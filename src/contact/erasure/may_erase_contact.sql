create or replace function may_erase_contact(contact_id uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select
    from contact c join "user" u on u.id = viewer_id()
    where c.id = may_erase_contact.contact_id
      and c.erased_at is null
      and c.acl &&& (select viewer_acl_tokens())
      and u.role in ('HEAD', 'OFFICER')
      and (
        c.entered_by_id = u.agency_id
          or exists (
            select
            from employment e join prospect p on p.id = e.prospect_id
            where e.contact_id = c.id
              and e.acl &&& (select viewer_acl_tokens())
              and p.acl &&& (select viewer_acl_tokens())
              and (
                p.entered_by_id = u.agency_id
                  or exists (
                    select
                    from deal_identity i
                      join deal_team t on t.deal_id = i.deal_id
                        and t.agency_id = u.agency_id
                    where i.prospect_id = p.id
                      and i.acl &&& (select viewer_acl_tokens())
                      and t.until_day is null
                      and t.role in ('LEAD', 'SUPPORT')
                  )
              )
          )
      )
  )
$$;

comment on function may_erase_contact(uuid) is
  'Returns whether the viewer may erase a contact: can_change_subject() for functions of the owner, in which editing_agencies() would count the teams of deals that the viewer does not see. Not granted to the service: erase_contact() calls it.';
