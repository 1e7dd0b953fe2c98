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
  'Sets the access key of a new task: that of its deal; without a deal, that of its meeting; without either, that of the agency that entered it. The deal or meeting is locked until commit, so that a change of its key cannot miss the task. Security definer: it reads the key of a row that the writer may not see.';

create trigger set_task_access before insert on task for each row execute function set_task_access();
