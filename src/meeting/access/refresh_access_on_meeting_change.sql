create or replace function refresh_access_on_meeting_change() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform refresh_meeting_access(new.id);
  return null;
end $$;

comment on function refresh_access_on_meeting_change() is
  'Computes the access key of a meeting again when its confidentiality or host has changed.';

create trigger refresh_access_on_meeting_change
  after update of confidentiality, host_agency_id on meeting
  for each row when (
    old.confidentiality is distinct from new.confidentiality
    or old.host_agency_id is distinct from new.host_agency_id
  ) execute function refresh_access_on_meeting_change();
