create or replace function check_jobs_unknown() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select 1 from job_projection where deal_id = new.id and withdrawn_at is null) then
    raise exception 'jobs have been stated'
      using errcode = 'IN001', detail = 'input.jobsUnknown', hint = 'JOBS_STATED';
  end if;
  return new;
end $$;

comment on function check_jobs_unknown() is
  'Refuses to state that the jobs of a deal are unknown when it has a job projection: input error JOBS_STATED of input.jobsUnknown. Security definer: projections that the writer may not see count.';

create trigger check_jobs_unknown
  before update of jobs_unknown on deal for each row when (new.jobs_unknown and not old.jobs_unknown)
  execute function check_jobs_unknown();
