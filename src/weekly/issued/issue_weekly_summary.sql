create or replace function issue_weekly_summary(
  summary uuid, iso_week text, monday date, known_at timestamptz, revision_reason text
) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  issuer "user";
  last weekly_summary;
  digest text;
  tokens text := viewer_acl_tokens()::text;
  session text := coalesce(viewer_session()::text, '');
begin
  select * into issuer from "user" where id = viewer_id() and role = 'HEAD';
  if not found then
    raise exception 'only a HEAD issues summaries, for their own agency'
      using errcode = 'insufficient_privilege';
  end if;
  -- revisions of one week are numbered one after the other
  perform pg_advisory_xact_lock(hashtextextended('weekly ' || issuer.agency_id || ' ' || iso_week, 0));
  select * into last from weekly_summary
   where agency_id = issuer.agency_id and week = iso_week order by revision desc limit 1;
  begin
    -- with every access token, and then again with the user's own
    perform set_viewer_context(issuer.id, issuer.agency_id, session, all_acl_tokens()::text);
    perform snapshot_week(summary, issuer.agency_id, issue_weekly_summary.monday, known_at);
    perform set_viewer_context(issuer.id, issuer.agency_id, session, tokens);
    digest := weekly_digest(summary);
    -- the same content again: rolls the snapshot back
    if digest = last.sha256 then
      raise exception 'nothing differs' using errcode = 'IN002';
    end if;
  exception when sqlstate 'IN002' then
    return last.id;
  end;
  if last.id is not null and revision_reason is null then
    raise exception 'a revision needs a reason'
      using errcode = 'IN001', detail = 'input.reason', hint = 'NEEDED';
  end if;
  insert into weekly_summary (id, agency_id, week, monday, revision, issued_at, issued_by_id, reason, sha256)
  values (summary, issuer.agency_id, iso_week, issue_weekly_summary.monday, coalesce(last.revision, 0) + 1, known_at,
    issuer.id, revision_reason, digest);
  return summary;
end $$;

comment on function issue_weekly_summary(uuid, text, date, timestamptz, text) is
  'Issues the summary of a week of the agency of the viewer, a HEAD, as known at an instant, and returns its id: that of the last revision where nothing has changed since. iso_week is such as 2026-W07, monday its first day. Refuses other roles (insufficient_privilege) and a revision without a reason (input error NEEDED at input.reason). Security definer: it freezes what the whole agency may see, not only the viewer.';

grant execute on function issue_weekly_summary(uuid, text, date, timestamptz, text) to ancrage_service;
