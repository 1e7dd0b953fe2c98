-- A recipient sees their own deliveries, and every user those of their agency's summaries, without the claim.
-- Only functions add and change them: create_mail_batch(), queue_corrections(), lease_delivery(), settle_delivery(). A row is
-- never removed.
comment on table delivery is 'Mails with an issued weekly summary, one for each recipient: the outbox.';
comment on column delivery.message_id is
  'Message-ID of the mail, the same in every attempt, so that mail servers can notice a repetition.';
comment on column delivery.attempts is 'Attempts begun so far.';
comment on column delivery.next_attempt_at is 'No attempt is made before this instant.';
comment on column delivery.error is
  'Answer of the mail server to the last attempt, or a code; null if it succeeded or none was made.';
comment on column delivery.settled_at is 'When it was sent, given up or withdrawn; null while it is WAITING.';
comment on column delivery.claim is 'Secret of the process that is sending it; null: no process is.';
comment on column delivery.claimed_until is
  'Until when other processes leave it to that one; null without a claim.';

call enable_rls('delivery');

grant select (
  id, summary_id, user_id, message_id, status, attempts, next_attempt_at, error, created_at, settled_at
) on delivery to ancrage_service;

create policy viewer_sees on delivery for select to ancrage_service
  using (
    user_id = (select viewer_id())
    or (
      exists (
        select
        from weekly_summary s
        where s.id = delivery.summary_id and s.agency_id = (select viewer_agency())
      )
    )
  );
