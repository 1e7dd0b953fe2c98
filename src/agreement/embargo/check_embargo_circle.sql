create or replace function check_embargo_circle() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  deals uuid[];
  key int[];
  circle int[];
  until timestamptz;
begin
  if tg_table_name = 'agreement' then
    select a.acl, a.embargo_acl, a.embargo_until, embargoed_deals(null, a.id) into key, circle, until, deals
      from agreement a where a.id = new.id;
  else
    select c.acl, c.embargo_acl, c.embargo_until, embargoed_deals(c.deal_id, c.agreement_id)
      into key, circle, until, deals
      from claim c where c.id = new.id;
  end if;
  if until is null or until <= now() then
    return null;
  end if;
  if circle is null then
    raise exception 'an embargo has a circle'
      using errcode = 'IN001', detail = 'input.embargoCircle', hint = 'NEEDED';
  end if;
  if not exists (
    select 1
      from "user" u
      join agency a on a.id = u.agency_id
      cross join lateral (select acl_tokens_of(a.serial, u.serial, u.role, u.clearance)) k (tokens)
     where u.active
       and a.active
       and key && k.tokens
       and not exists (select 1 from deal d where d.id = any (deals) and not d.full_acl && k.tokens)
       and not circle && k.tokens
  ) then
    raise exception 'the circle excludes no user'
      using errcode = 'IN001', detail = 'input.embargoCircle', hint = 'CIRCLE_EXCLUDES_NOBODY';
  end if;
  return null;
end $$;

comment on function check_embargo_circle() is
  'Refuses, at commit, a running embargo without a circle (input error NEEDED), and one whose circle is every user who would see the row without it (CIRCLE_EXCLUDES_NOBODY), of input.embargoCircle. Security definer: it reads the access keys of other users.';

create constraint trigger check_embargo_circle
  after insert or update of embargo_until, embargo_circle, embargo_user_ids on agreement
  deferrable initially deferred for each row when (new.embargo_until is not null)
  execute function check_embargo_circle();

create constraint trigger check_embargo_circle
  after insert or update of embargo_until, embargo_circle, embargo_user_ids on claim
  deferrable initially deferred for each row when (new.embargo_until is not null)
  execute function check_embargo_circle();
