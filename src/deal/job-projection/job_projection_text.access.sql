-- Viewers who see the deal in full see the text; viewers who may change the deal add it. None is changed or
-- removed.

comment on table job_projection_text is
  'Wording and source of a job projection, in a table of its own, because they may contain names.';
comment on column job_projection_text.wording is 'As stated, in its own language; null if not quoted.';
comment on column job_projection_text.acl is 'Access key, copied from deal.full_acl.';

call enable_rls('job_projection_text');
grant select, insert on job_projection_text to ancrage_service;

create policy viewer_sees on job_projection_text for select to public
  using (acl &&& (select viewer_acl_tokens()));
create policy viewer_adds on job_projection_text for insert to ancrage_service
  with check ((select viewer_id()) is not null and can_add_to_deal(deal_id));

create trigger propagate_access_to_job_projection_text
  after update on deal for each row when (old.full_acl is distinct from new.full_acl)
  execute function propagate_deal_access('job_projection_text', 'full_acl');

create trigger set_access_from_deal
  before insert on job_projection_text for each row execute function set_access_from_deal('full_acl');
