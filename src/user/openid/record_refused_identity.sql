create or replace function record_refused_identity(
  secret bytea, entry_id uuid, user_id uuid, issuer text, subject text, address text, reason text
) returns void
language sql security definer set search_path = public, pg_temp as $$
  select check_service_secret(secret);
  insert into audit_entry (id, at, verb, subject_type, subject_id, subject_key, after)
  values
    (
      entry_id, clock_timestamp(), 'failSignIn', 'User', user_id,
      case when user_id is null then left(concat_ws(' ', issuer, subject), 254) end,
      jsonb_build_object(
        'address', address, 'method', 'OPENID', 'provider', issuer, 'subject', subject, 'reason', reason
      )
    )
$$;

comment on function record_refused_identity(bytea, uuid, uuid, text, text, text, text) is
  'Adds an audit entry for a sign-in at an OpenID provider that is refused here: about the user concerned, or, if there is none, with issuer and subject as its key. Raises insufficient_privilege without the secret of a service process. Security definer: without a viewer the policies admit no entry.';

grant execute
  on function record_refused_identity(bytea, uuid, uuid, text, text, text, text) to ancrage_service;
