create or replace function refuse_issued_summary_change() returns trigger
language plpgsql as $$
begin
  raise exception 'an issued summary is never changed or removed' using errcode = 'check_violation';
end $$;

comment on function refuse_issued_summary_change() is
  'Refuses every change and removal of issued summaries (check_violation).';

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
