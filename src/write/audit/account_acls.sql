create or replace function account_acls(entry audit_entry) returns text[]
language sql stable set search_path = public, pg_temp as $$
  select array[
    array[
      -u.serial,
      agency_acl_token(
        a.serial,
        case
          when entry.subject_type in ('Export', 'SavedQuestion') then confidentiality_level(u.clearance)
          else 0
        end
      )
    ]::text
  ]
  from "user" u join agency a on a.id = u.agency_id
  where u.id = case entry.subject_type
    when 'User' then entry.subject_id
    when 'ApiKey' then (select k.user_id from api_key k where k.id = entry.subject_id)
    when 'SqlLogin' then (select l.user_id from sql_login l where l.id = entry.subject_id)
    when 'CalendarFeed' then (select f.user_id from calendar_feed f where f.id = entry.subject_id)
    when 'Session' then entry.user_id
    when 'Export' then entry.user_id
    when 'SavedQuestion' then entry.user_id
    when 'IssuedSummary' then entry.user_id
    when 'MailSchedule' then entry.user_id
    when 'Recipient' then entry.user_id
  end
$$;

comment on function account_acls(audit_entry) is
  'Returns the access key of a new audit entry about the account of a user or what they did with it: that user, and their agency at this moment; for exports and saved questions, users of the agency whose clearance reaches theirs. Null for other subjects. An ADMIN of a later agency has no token of it. Not granted to the service: digest_audit_entry() calls it.';
