create or replace function could_see_then_and_now(
  summary uuid, deals uuid[], needs_full boolean
) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select not exists (
    select 1
    from unnest(deals) a(id)
      left join deal d on d.id = a.id
      left join weekly_deal_acl k on k.summary_id = summary
        and k.deal_id = a.id
    where not coalesce(
      case
        when needs_full then d.full_acl &&& (select viewer_acl_tokens())
          and k.full_acl &&& (select viewer_acl_tokens())
        else d.masked_acl &&& (select viewer_acl_tokens()) and k.masked_acl &&& (select viewer_acl_tokens())
      end,
      false
    )
  )
$$;

comment on function could_see_then_and_now(uuid, uuid[], boolean) is
  'Returns whether the viewer could see each of the deals when the summary was issued, and can today: in full, or only know of it. Security definer: it reads access keys on behalf of the policy of weekly_line, and answers only for the viewer.';

grant execute on function could_see_then_and_now(uuid, uuid[], boolean) to ancrage_service;
