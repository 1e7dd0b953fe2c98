create or replace function record_failed_sign_in(entry uuid, email text, source text) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into audit_entry (id, at, verb, subject_type, subject_id, subject_key, after)
  select
    $1, clock_timestamp(), 'failSignIn', 'User', u.id,
    case when u.id is null then left(lower($2), 254) end,
    jsonb_build_object('address', $3)
  from (select 1) as one left join "user" u on u.email = lower($2)
$$;

comment on function record_failed_sign_in(uuid, text, text) is
  'Nobody is signed in who could write the entry of it.';

grant execute on function record_failed_sign_in(uuid, text, text) to ancrage_service;
