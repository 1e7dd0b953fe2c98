create or replace function issue_weekly_summary(
  summary uuid, asked_week text, monday date, at timestamptz, why text
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
    raise exception 'a HEAD issues the summaries of his agency' using errcode = 'insufficient_privilege';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('weekly ' || issuer.agency_id || ' ' || asked_week, 0));
  select * into last from weekly_summary where agency_id = issuer.agency_id and week = asked_week order by revision desc limit 1;
  begin
    perform set_viewer_context(issuer.id, issuer.agency_id, session, all_acl_tokens()::text);
    perform snapshot_week(summary, issuer.agency_id, issue_weekly_summary.monday, at);
    perform set_viewer_context(issuer.id, issuer.agency_id, session, tokens);
    digest := weekly_digest(summary);
    if digest = last.sha256 then
      raise exception 'nothing differs' using errcode = 'IN002';
    end if;
  exception when sqlstate 'IN002' then
    return last.id;
  end;
  if last.id is not null and why is null then
    raise exception 'a revision says why' using errcode = 'IN001', detail = 'input.reason', hint = 'NEEDED';
  end if;
  insert into weekly_summary (id, agency_id, week, monday, revision, issued_at, issued_by_id, reason, sha256)
  values (summary, issuer.agency_id, asked_week, issue_weekly_summary.monday, coalesce(last.revision, 0) + 1, at, issuer.id, why, digest);
  return summary;
end $$;

comment on function issue_weekly_summary(uuid, text, date, timestamptz, text) is
  'As before, and sealed with every token while the week is frozen.';

grant execute on function issue_weekly_summary(uuid, text, date, timestamptz, text) to ancrage_service;
