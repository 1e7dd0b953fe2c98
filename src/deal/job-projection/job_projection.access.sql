-- Viewers who see the deal, at least masked, see its projections without their text; viewers who may change the
-- deal add them in their own name. None is changed or removed; a withdrawal sets withdrawn_at.

comment on table job_projection is
  'A dated statement of how many jobs a deal brings, when and how sure. Append-only: a correction is a new row that names the one it replaces.';
comment on column job_projection.horizon is
  'A horizon includes the earlier ones: INITIAL, MEDIUM_TERM, FULL.';
comment on column job_projection.target_year is 'Year that the horizon means; null if not stated.';
comment on column job_projection.high is 'Null: open-ended.';
comment on column job_projection.standing is
  'From the weakest: RUMOURED, REPORTED, ANNOUNCED, CONTRACTED, REALISED.';
comment on column job_projection.stated_on is
  'Day in Europe/Brussels by which it had been stated: it counts from then on. The last day of stated_when, or the day of recording while that range ran.';
comment on column job_projection.stated_when_from is
  'First possible day; with _to and _precision a partial date.';
comment on column job_projection.replaces_id is 'Projection of the same deal that this one corrects.';
comment on column job_projection.withdrawn_at is
  'When it was withdrawn, as entered by mistake; null while it holds. Set by mark_withdrawn().';
comment on column job_projection.acl is 'Access key, copied from deal.masked_acl.';

call enable_rls('job_projection');
grant select, insert on job_projection to ancrage_service;

create policy viewer_sees on job_projection for select to public using (acl &&& (select viewer_acl_tokens()));
create policy viewer_adds on job_projection for insert to ancrage_service
  with check (
    (select viewer_id()) is not null
    and can_add_to_deal(deal_id)
    and by_id = (select viewer_id())
    -- reports known before stay as they were
    and recorded_at = instant_of_write(recorded_at)
  );

create trigger propagate_access_to_job_projection
  after update on deal for each row when (old.masked_acl is distinct from new.masked_acl)
  execute function propagate_deal_access('job_projection', 'masked_acl');

create trigger set_access_from_deal
  before insert on job_projection for each row execute function set_access_from_deal('masked_acl');
