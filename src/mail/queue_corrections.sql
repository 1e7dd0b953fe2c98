create or replace function queue_corrections(secret bytea, at timestamptz) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  correction record;
  addressed uuid[];
  queued uuid[];
begin
  perform check_service_secret(secret);
  for correction in
    select b.agency_id, b.monday, s.id as summary_id, s.week, s.issued_by_id
      from mail_batch b join weekly_summary s on s.agency_id = b.agency_id and s.monday = b.monday
     where s.id <> coalesce(b.corrected_by_id, b.summary_id)
       and s.revision = (
         select max(l.revision) from weekly_summary l where l.agency_id = b.agency_id and l.monday = b.monday)
     order by s.issued_at, s.id
       for update of b skip locked
  loop
    select array_agg(distinct d.user_id) into addressed
      from delivery d join weekly_summary s on s.id = d.summary_id
     where s.agency_id = correction.agency_id and s.monday = correction.monday and d.status <> 'WITHDRAWN';
    update delivery d
       set status = 'WITHDRAWN', settled_at = at, claim = null, claimed_until = null
      from weekly_summary s
     where s.id = d.summary_id and s.agency_id = correction.agency_id and s.monday = correction.monday
       and d.status = 'WAITING' and coalesce(d.claimed_until <= at, true);
    with
      added as (
        insert into delivery (id, summary_id, user_id, message_id, next_attempt_at, created_at)
        select m.id, correction.summary_id, m.user_id, '<' || m.id || '@ancrage>', at, at
          from (
            select new_uuid_v7() as id, r.user_id
              from recipient r join "user" u on u.id = r.user_id
             where r.agency_id = correction.agency_id and r.removed_at is null and u.active
               and r.user_id = any (addressed)) m
        returning user_id
      )
    select array_agg(user_id) into queued from added;
    update mail_batch b set corrected_by_id = correction.summary_id
     where b.agency_id = correction.agency_id and b.monday = correction.monday;
    if queued is not null then
      insert into audit_entry (id, at, user_id, verb, subject_type, subject_id, after)
      values (
        new_uuid_v7(), clock_timestamp(), correction.issued_by_id, 'sendWeeklySummary', 'IssuedSummary',
        correction.summary_id,
        jsonb_build_object('week', correction.week, 'recipients', queued, 'correction', true));
    end if;
  end loop;
end $$;

comment on function queue_corrections(bytea, timestamptz) is
  'Queues the last revision of each week that was issued again after its mails were queued, for those recipients who have a delivery of an earlier revision; a mail of an earlier one that still waits is withdrawn. Adds an audit entry in the name of the user who issued it. Each revision is queued once, by one process. Raises insufficient_privilege without the secret of a service process. Security definer: deliveries of every agency.';

grant execute on function queue_corrections(bytea, timestamptz) to ancrage_service;
