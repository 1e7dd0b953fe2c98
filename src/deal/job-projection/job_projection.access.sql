call enable_rls('job_projection');
grant select, insert on job_projection to ancrage_service;
create policy viewer_sees on job_projection for select to public using (acl &&& (select viewer_acl_tokens()));
create policy viewer_adds on job_projection for insert to ancrage_service
  with check ((select viewer_id()) is not null and can_add_to_deal(deal_id) and by_id = (select viewer_id()));

create trigger propagate_access_to_job_projection
  after update on deal for each row when (old.masked_acl is distinct from new.masked_acl)
  execute function propagate_deal_access('job_projection', 'masked_acl');

create trigger set_access_from_deal
  before insert on job_projection for each row execute function set_access_from_deal('masked_acl');
