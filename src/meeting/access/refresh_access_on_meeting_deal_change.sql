create or replace function refresh_access_on_meeting_deal_change() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform refresh_meeting_access(case tg_op when 'DELETE' then old.meeting_id else new.meeting_id end);
  return null;
end $$;

comment on function refresh_access_on_meeting_deal_change() is
  'Computes the access key of a meeting again when it gains or loses a deal, or the key of one of its deals has changed.';

create trigger refresh_access_on_meeting_deal_change
  after insert or delete or update of acl on meeting_deal for each row
  execute function refresh_access_on_meeting_deal_change();
