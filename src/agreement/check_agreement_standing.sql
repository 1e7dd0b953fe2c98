create or replace function check_agreement_standing() returns trigger
language plpgsql as $$
declare
  way constant text[] := array['DISCUSSED','DRAFT','SIGNED','ENDED'];
begin
  if array_position(way, new.standing) < array_position(way, old.standing) then
    raise exception 'an agreement does not go from % to %', old.standing, new.standing using errcode = 'check_violation';
  end if;
  return new;
end $$;

comment on function check_agreement_standing() is
  'From talks over a draft to a signature to its end, steps may be left out, and never back.';

create trigger check_agreement_standing
  before update of standing on agreement for each row execute function check_agreement_standing();
