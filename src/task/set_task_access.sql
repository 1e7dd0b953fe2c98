create or replace function set_task_access() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.deal_id is not null then
    select full_acl, false into new.acl, new.shared from deal where id = new.deal_id for share;
  elsif new.meeting_id is not null then
    select acl, shared into new.acl, new.shared from meeting where id = new.meeting_id for share;
  else
    new.acl := unlinked_acl('INTERNAL', new.entered_by_id);
  end if;
  return new;
end $$;

comment on function set_task_access() is
  'A task follows its deal; without one its meeting; without either it belongs to the agency that entered it.';

create trigger set_task_access before insert on task for each row execute function set_task_access();
