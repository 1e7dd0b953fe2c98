create or replace function may_make_keys_of(user_id uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select
    from "user" viewer join "user" u on u.id = may_make_keys_of.user_id
    where viewer.id = viewer_id()
      and (
        u.id = viewer.id
          and u.kind = 'PERSON'
          or u.kind = 'MACHINE'
          and viewer.role = 'HEAD'
          and u.agency_id = viewer.agency_id
          and confidentiality_level(viewer.clearance) >= confidentiality_level(u.clearance)
          and not exists (
            select
            from need_to_know n
            where n.user_id = u.id
              and not exists (
                select from need_to_know v where v.deal_id = n.deal_id and v.user_id = viewer.id
              )
          )
      )
  )
$$;

comment on function may_make_keys_of(uuid) is
  'Returns whether the viewer may make API keys and SQL logins of this user: a PERSON makes their own, a HEAD those of a MACHINE of their agency that reads no more than they do: its clearance is not higher, and they are on each need-to-know list with it. Security definer, so that policies can call it without those of user.';

grant execute on function may_make_keys_of(uuid) to ancrage_service;
