create or replace function create_unsubscribe_link(claim bytea, token_hash bytea) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into unsubscribe_link (token_hash, recipient_id)
  select create_unsubscribe_link.token_hash, r.id
  from delivery d
    join weekly_summary s on s.id = d.summary_id
    join recipient r on r.agency_id = s.agency_id
      and r.user_id = d.user_id
      and r.removed_at is null
  where d.claim = create_unsubscribe_link.claim and d.status = 'WAITING'
$$;

comment on function create_unsubscribe_link(bytea, bytea) is
  'Stores the hash of a link by which the recipient of a leased delivery ends the mails; each attempt has a link of its own. `claim` is the secret of lease_delivery(). Does nothing if the claim is no longer valid or the recipient was removed. Security definer: the service cannot write links.';

grant execute on function create_unsubscribe_link(bytea, bytea) to ancrage_service;
