create or replace function end_mail_by_link(token_hash bytea, entry_id uuid) returns void
language sql security definer set search_path = public, pg_temp as $$
  with
    ended as (
      update recipient r
      set removed_at = now()
      from unsubscribe_link l
      where l.token_hash = end_mail_by_link.token_hash and r.id = l.recipient_id and r.removed_at is null
      returning r.id, r.user_id, r.removed_at
    )
  insert into audit_entry (id, at, user_id, verb, subject_type, subject_id, before, after)
  select
    entry_id, clock_timestamp(), user_id, 'removeRecipient', 'Recipient', id,
    jsonb_build_object('removedAt', null),
    jsonb_build_object(
      'removedAt', to_char(removed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'byLink', true
    )
  from ended
$$;

comment on function end_mail_by_link(bytea, uuid) is
  'Removes the recipient of an unsubscribe link, with an audit entry in their name. Returns nothing, whether the link exists or not, so a caller learns nothing. The token in the address is the credential. Security definer: there is no viewer.';

grant execute on function end_mail_by_link(bytea, uuid) to ancrage_service;
