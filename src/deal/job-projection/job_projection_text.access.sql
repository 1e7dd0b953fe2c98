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
