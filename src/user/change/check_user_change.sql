create or replace function check_user_change() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  -- Functions that run as the owner check the second person themselves: decide_user_change(), provision_user().
  if current_user <> 'ancrage_service' then
    return new;
  end if;
  perform require_recent_proof();
  if tg_op = 'INSERT' then
    if is_raised_account(new.role, new.clearance) then
      raise exception 'requires a second person' using errcode = 'IN006';
    end if;
  elsif requires_second_person(old, new) then
    raise exception 'requires a second person' using errcode = 'IN006';
  elsif new.id = viewer_id()
    and (
      new.role <> old.role
      or confidentiality_level(new.clearance) > confidentiality_level(old.clearance)
    ) then
    raise exception 'own rights' using errcode = 'IN007';
  end if;
  return new;
end $$;

comment on function check_user_change() is
  'Refuses a change of a user that takes a second person (IN006), and a change of the own role or a rise of the own clearance (IN007), when the service makes it itself.';

create trigger check_user_change
  before insert or update on "user" for each row execute function check_user_change();
