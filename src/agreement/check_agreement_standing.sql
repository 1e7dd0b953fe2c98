create or replace function check_agreement_standing() returns trigger
language plpgsql as $$
declare
  standings constant text[] := array['DISCUSSED', 'DRAFT', 'ANNOUNCED', 'SIGNED', 'ENDED'];
begin
  if array_position(standings, new.standing) < array_position(standings, old.standing) then
    raise exception 'an agreement does not go from % to %', old.standing, new.standing
      using errcode = 'check_violation';
  end if;
  return new;
end $$;

comment on function check_agreement_standing() is
  'Refuses a standing before the present one in the order DISCUSSED, DRAFT, ANNOUNCED, SIGNED, ENDED; steps may be left out. The same rule: src/agreement/agreement-standing.ts.';

create trigger check_agreement_standing
  before update of standing on agreement for each row execute function check_agreement_standing();
