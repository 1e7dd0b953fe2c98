create or replace function can_see_mention(
  subject_type text, subject_id uuid, field text, place text
) returns boolean
language plpgsql stable as $$
begin
  if field = 'history' and place is not null then
    return exists (
      select from audit_entry e
       where e.id = place::uuid and e.subject_type = can_see_mention.subject_type
         and e.subject_id = can_see_mention.subject_id);
  end if;
  -- entries about users and the installation, whose mentions had no place before erasures kept it
  if field = 'history' and subject_type in ('User', 'ApiKey', 'Agency', 'DealStage', 'IssuedSummary') then
    return case subject_type
      when 'User' then is_admin_of_user(subject_id)
      when 'ApiKey' then exists (select from api_key k where k.id = subject_id)
      when 'Agency' then viewer_is_operator() or viewer_is_admin() and subject_id = viewer_agency()
      when 'DealStage' then viewer_is_operator()
      else viewer_is_admin() and exists (
        select from weekly_summary w where w.id = subject_id and w.agency_id = viewer_agency())
    end;
  end if;
  return can_see_subject(subject_type, subject_id)
    and case
      when subject_type <> 'IssuedSummary' or place is null then true
      when field = 'line' then exists (
        select from weekly_line l where l.summary_id = subject_id and l.ordinal::text = place)
      when field = 'codeName' then exists (
        select from weekly_deal d where d.summary_id = subject_id and d.deal_id::text = place)
      else exists (
        select from weekly_deal_text w where w.summary_id = subject_id and w.deal_id::text = place)
    end;
end $$;

comment on function can_see_mention(text, uuid, text, text) is
  'Returns whether the viewer sees the text of a mention: the row, and within it the audit entry, or the line of an issued summary. Runs under the policies of the caller.';

grant execute on function can_see_mention(text, uuid, text, text) to ancrage_service;
