create or replace function authenticate_delivery(claim bytea) returns table (
  id uuid, agency_id uuid, role text, clearance text, language text, reads_only boolean
)
language sql rows 1 security definer set search_path = public, pg_temp as $$
  select b.*
  from impersonate_user(
    (
      select d.user_id
      from delivery d
        join weekly_summary s on s.id = d.summary_id
        join recipient r on r.agency_id = s.agency_id
          and r.user_id = d.user_id
          and r.removed_at is null
      where d.claim = $1 and d.status = 'WAITING'
    )
  ) b
$$;

comment on function authenticate_delivery(bytea) is 'Opens for the recipient, as long as he is one.';

grant execute on function authenticate_delivery(bytea) to ancrage_service;
