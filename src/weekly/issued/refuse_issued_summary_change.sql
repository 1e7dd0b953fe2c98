create or replace function refuse_issued_summary_change() returns trigger
language plpgsql as $$
begin
  -- set by redact_issued_summary() and redact_issued_forms(); the service has no right to update these tables
  if tg_op = 'UPDATE' and current_setting('ancrage.redaction', true) = 'on' then return null; end if;
  raise exception 'an issued summary is never changed or removed' using errcode = 'check_violation';
end $$;

comment on function refuse_issued_summary_change() is
  'Refuses every change and removal of issued summaries (check_violation), except that an erasure redacts a name (redact_issued_summary, redact_issued_forms).';

create trigger refuse_issued_summary_change
  before delete or update or truncate on weekly_deal for each statement
  execute function refuse_issued_summary_change();

create trigger refuse_issued_summary_change
  before delete or update or truncate on weekly_deal_text for each statement
  execute function refuse_issued_summary_change();

create trigger refuse_issued_summary_change
  before delete or update or truncate on weekly_deal_acl for each statement
  execute function refuse_issued_summary_change();

create trigger refuse_issued_summary_change
  before delete or update or truncate on weekly_line for each statement
  execute function refuse_issued_summary_change();

create trigger refuse_issued_summary_change
  before delete or update or truncate on weekly_summary for each statement
  execute function refuse_issued_summary_change();

create trigger refuse_issued_summary_change
  before delete or update or truncate on issued_form for each statement
  execute function refuse_issued_summary_change();
