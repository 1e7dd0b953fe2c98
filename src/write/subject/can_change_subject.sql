create or replace function can_change_subject(subject_type text, subject_id uuid) returns boolean
language plpgsql stable as $$
declare
  viewer_role text := (select u.role from "user" u where u.id = viewer_id());
begin
  return coalesce(
    can_see_subject(subject_type, subject_id)
    and case subject_type
      when 'Export' then exists (
        select from export e where e.id = subject_id and e.user_id = viewer_id() and e.status <> 'RUNNING')
      when 'SavedQuestion' then exists (
        select from saved_question q where q.id = subject_id and q.owner_id = viewer_id())
      else viewer_role in ('OFFICER', 'HEAD')
        and (viewer_role = 'HEAD' or subject_type <> 'IssuedSummary')
        and viewer_agency() = any(editing_agencies(subject_type, subject_id))
    end,
    false);
end $$;

comment on function can_change_subject(text, uuid) is
  'Returns whether the viewer sees a row in full and may change it: their agency does (editing_agencies) and their role writes; an issued summary only as HEAD, exports and saved questions only their own. Runs under the policies of the caller.';

grant execute on function can_change_subject(text, uuid) to ancrage_service;
