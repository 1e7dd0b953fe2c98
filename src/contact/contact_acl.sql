create or replace function contact_acl(
  contact_id uuid, entered_by_id uuid, public_figure boolean
) returns int[]
language sql stable set search_path = public, pg_temp as $$
  with
    -- at an organisation, the employment decides; others belong to the agency that entered the contact
    employed as (
      select e.acl, e.shows_contact, row_number() over (order by e.created_at, e.id) as ordinal
      from employment e
      where e.contact_id = contact_acl.contact_id and num_nonnulls(e.prospect_id, e.agency_id) = 1
    ),
    -- if none of them shows the contact, the first one does
    deciding as (
      select acl
      from employed
      where shows_contact or ordinal = 1 and not exists (select from employed where shows_contact)
    )
  select array(
    select distinct token
    from (
      select unnest(acl) as token
      from deciding
      union all
      select unnest(unlinked_acl('INTERNAL', contact_acl.entered_by_id))
      where not exists (select from deciding)
      union all
      select 0
      where public_figure
        and not exists (
          select from employment e where e.contact_id = contact_acl.contact_id and e.prospect_id is not null
        )
    ) t
    order by 1
  )
$$;

comment on function contact_acl(uuid, uuid, boolean) is
  'Returns the access key of a contact: those who see one of its employments at an organisation, ended ones included; without one, the agency that entered it, and every user if it is a public figure without any employment at a prospect. Employments with shows_contact = false do not count, unless none has true: then the first one does. Not granted to the service: triggers call it.';
