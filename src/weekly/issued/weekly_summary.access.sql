-- Every user sees which summaries were issued. issue_weekly_summary() adds rows; none is changed or removed.
comment on table weekly_summary is
  'Issued weekly summaries: what a HEAD has frozen of a week, as revisions. The content is in weekly_deal, weekly_deal_text, weekly_deal_acl and weekly_line.';

comment on column weekly_summary.week is 'ISO week, such as 2026-W07.';
comment on column weekly_summary.monday is 'First day of the week.';
comment on column weekly_summary.revision is 'Number of the revision within the week, from 1.';
comment on column weekly_summary.issued_at is 'When it was issued; what was recorded later is not in it.';
comment on column weekly_summary.reason is 'Why it was revised; null for the first revision.';
comment on column weekly_summary.sha256 is 'Digest of the content, by weekly_digest().';
comment on column weekly_summary.forms_redacted is
  'How often its stored files lost a name, by redact_issued_forms(): a file that was rendered before is not stored after it.';

call enable_rls('weekly_summary');

grant select on weekly_summary to ancrage_service;

create policy viewer_sees on weekly_summary for select to ancrage_service
  using ((select viewer_id()) is not null);
