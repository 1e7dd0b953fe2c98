create or replace function check_landing_verification() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  missing text[];
begin
  -- the policy refuses, and no error differs between a hidden deal and one that does not exist
  if viewer_id() is not null and not can_add_to_deal(new.deal_id) then
    return new;
  end if;
  perform from deal where id = new.deal_id for update;
  if not exists (
    select 1
      from deal d join deal_stage s on s.code = d.stage
     where d.id = new.deal_id and s.outcome in ('OPEN', 'WON')
  ) then
    raise exception 'there is no landing to verify' using errcode = 'check_violation';
  end if;
  -- the owner writes without a viewer, and without the facts of one
  if viewer_id() is not null then
    missing := array_remove(missing_facts(new.deal_id, 'LANDED'), 'verifiedLanding');
    if missing <> '{}' then
      raise exception 'facts are missing: %', missing using errcode = 'check_violation';
    end if;
  end if;

  -- what is verified is what is recorded now
  new.location_id := (
    select l.id
      from location l
     where l.deal_id = new.deal_id and l.withdrawn_at is null and l.site_id is not null and l.standing = 'CHOSEN'
     order by l.since desc, l.id desc
     limit 1
  );
  new.projection_ids := array(
    select j.id
      from job_projection j
     where j.deal_id = new.deal_id
       and j.standing = 'REALISED'
       and j.withdrawn_at is null
       and not exists (
         select 1 from job_projection r where r.replaces_id = j.id and r.withdrawn_at is null
       )
     order by j.id
  );
  new.agreement_ids := array(
    select a.id
      from agreement_deal h join agreement a on a.id = h.agreement_id
     where h.deal_id = new.deal_id
       and a.withdrawn_at is null
       and a.standing = 'SIGNED'
       and a.kind in ('MOU', 'PARTNERSHIP', 'LEASE', 'INCENTIVE', 'INVESTMENT_CONTRACT')
     order by a.id
  );
  return new;
end $$;

comment on function check_landing_verification() is
  'Refuses the verification of a deal whose stage is neither open nor LANDED, or that lacks another fact of LANDED. Stores what is verified: the chosen site, the realised jobs and the signed agreements of the deal now, whatever the writer sent. The same rules: src/deal/loss/verification.ts. Security definer: it reads rows that the writer may not see.';

create trigger check_landing_verification
  before insert on landing_verification for each row execute function check_landing_verification();
