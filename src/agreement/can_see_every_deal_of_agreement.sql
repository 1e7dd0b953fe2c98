create or replace function can_see_every_deal_of_agreement(asked uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select not exists (
    select 1
    from agreement_deal h join deal d on d.id = h.deal_id
    where h.agreement_id = asked and not d.full_acl &&& (select viewer_acl_tokens())
  )
$$;

grant execute on function can_see_every_deal_of_agreement(uuid) to ancrage_service;
