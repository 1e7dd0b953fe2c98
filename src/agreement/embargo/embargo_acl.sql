create or replace function embargo_acl(circle text, user_ids uuid[], deal_ids uuid[]) returns int[]
language sql stable security definer set search_path = public, pg_temp as $$
  select case
    when circle is not null then array(
      select -u.serial
      from "user" u
      where u.id = any (user_ids)
        or circle = 'NEED_TO_KNOW'
        and exists (select 1 from need_to_know n where n.user_id = u.id and n.deal_id = any (deal_ids))
      order by 1
    )
  end
$$;

comment on function embargo_acl(text, uuid[], uuid[]) is
  'Returns the access key of the circle of an embargo: the named users, and for NEED_TO_KNOW the users on the need-to-know lists of the deals. Null without a circle. For triggers; not granted to the service.';
