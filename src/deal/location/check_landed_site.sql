create or replace function check_landed_site() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.site_id is not null
     and (new.standing = 'CHOSEN' or tg_op = 'UPDATE' and old.standing = 'CHOSEN')
     and exists (
       select 1 from deal d join deal_stage s on s.code = d.stage where d.id = new.deal_id and s.outcome = 'WON'
     ) then
    perform require_deal_action('correctSite', new.deal_id);
  end if;
  return new;
end $$;

comment on function check_landed_site() is
  'Refuses another chosen site of a LANDED deal by a user who may not correct it. The same rule: src/deal/location/location.service.ts.';

create trigger check_landed_site
  before insert or update of standing, since, withdrawn_at on location for each row
  execute function check_landed_site();
