create or replace function authenticate_delivery(claim bytea) returns table (
  id uuid, agency_id uuid, role text, clearance text, language text, reads_only boolean
)
language sql rows 1 security definer set search_path = public, pg_temp as $$
  select u.*
  from impersonate_user(
    (
      select d.user_id
      from delivery d
        join weekly_summary s on s.id = d.summary_id
        join recipient r on r.agency_id = s.agency_id
          and r.user_id = d.user_id
          and r.removed_at is null
      where d.claim = authenticate_delivery.claim and d.status = 'WAITING'
    )
  ) u
$$;

comment on function authenticate_delivery(bytea) is
  'Makes the recipient of a delivery the viewer for the rest of the transaction, and returns them, so that the mail shows what they may see. `claim` is the secret of lease_delivery(). No row if another process has the delivery, or the recipient was removed or is not active. Security definer: the service cannot read claims.';

grant execute on function authenticate_delivery(bytea) to ancrage_service;
