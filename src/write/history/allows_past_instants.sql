create or replace function allows_past_instants() returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select
    from prior_acl p
    where p.subject_id = '00000000-0000-0000-0000-000000000000'
      and p.changed_in = pg_current_xact_id_if_assigned()
  )
$$;

comment on function allows_past_instants() is
  'Returns whether allow_past_instants() was called in this transaction. Security definer: prior_acl is hidden from the service.';

grant execute on function allows_past_instants() to ancrage_service;
