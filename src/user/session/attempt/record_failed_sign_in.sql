create or replace function record_failed_sign_in(
  secret bytea, entry_id uuid, email text, address text
) returns void
language sql security definer set search_path = public, pg_temp as $$
  select check_service_secret(secret);
  insert into audit_entry (id, at, verb, subject_type, subject_id, subject_key, after)
  select
    entry_id, clock_timestamp(), 'failSignIn', 'User', u.id,
    case when u.id is null then left(lower(record_failed_sign_in.email), 254) end,
    jsonb_build_object('address', address)
  from (select 1) as one left join "user" u on u.email = lower(record_failed_sign_in.email)
$$;

comment on function record_failed_sign_in(bytea, uuid, text, text) is
  'Adds an audit entry for a failed sign-in: about the user with this e-mail address, or, if there is none, with the address as its key. Raises insufficient_privilege without the secret of a service process. Security definer: without a viewer the policies admit no entry.';

grant execute on function record_failed_sign_in(bytea, uuid, text, text) to ancrage_service;
