create or replace function could_see_then_and_now(summary uuid, deals uuid[], whole boolean) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select not exists (
    select 1
    from unnest(deals) a(id)
      left join deal d on d.id = a.id
      left join weekly_deal_acl k on k.summary_id = summary
        and k.deal_id = a.id
    where not coalesce(
      case
        when whole then d.full_acl &&& (select viewer_acl_tokens())
          and k.full_acl &&& (select viewer_acl_tokens())
        else d.masked_acl &&& (select viewer_acl_tokens()) and k.masked_acl &&& (select viewer_acl_tokens())
      end,
      false
    )
  )
$$;

comment on function could_see_then_and_now(uuid, uuid[], boolean) is
  'Each policy and function asks once who asks, not once a row.';

grant execute on function could_see_then_and_now(uuid, uuid[], boolean) to ancrage_service;
