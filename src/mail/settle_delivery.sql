create or replace function settle_delivery(
  claim bytea, at timestamptz, outcome text, failure text, retry_at timestamptz, entry_id uuid
) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  settled delivery;
begin
  update delivery d
     set status = outcome, error = left(failure, 500),
         next_attempt_at = coalesce(retry_at, d.next_attempt_at),
         settled_at = case when outcome <> 'WAITING' then at end,
         claim = null, claimed_until = null
   where d.claim = settle_delivery.claim and d.status = 'WAITING'
  returning * into settled;
  if settled.id is null then
    return false;
  end if;
  insert into audit_entry (id, at, user_id, verb, subject_type, subject_id, after)
  select entry_id, clock_timestamp(), coalesce(b.ordered_by_id, s.issued_by_id), 'deliverWeeklySummary',
         'IssuedSummary', settled.summary_id,
         jsonb_build_object(
           'recipient', settled.user_id, 'messageId', settled.message_id, 'status', settled.status)
    from weekly_summary s left join mail_batch b on b.summary_id = s.id
   where s.id = settled.summary_id and settled.status <> 'WAITING';
  return true;
end $$;

comment on function settle_delivery(bytea, timestamptz, text, text, timestamptz, uuid) is
  'Records how the attempt of a leased delivery ended and gives the lease back. `outcome` WAITING: it is tried again at `retry_at`; SENT, GIVEN_UP and WITHDRAWN are final and add an audit entry in the name of the HEAD who ordered the batch, of a correction in that of the user who issued it. Returns false, and records nothing, if the claim is no longer valid because another process has taken over. Security definer: the service cannot write deliveries.';

grant execute
  on function settle_delivery(bytea, timestamptz, text, text, timestamptz, uuid) to ancrage_service;
