create or replace function set_embargo_access() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  new.embargo_acl := embargo_acl(
    new.embargo_circle, new.embargo_user_ids,
    case tg_table_name
      when 'agreement' then embargoed_deals(null, new.id)
      else embargoed_deals((to_jsonb(new) ->> 'deal_id')::uuid, (to_jsonb(new) ->> 'agreement_id')::uuid)
    end
  );
  return new;
end $$;

comment on function set_embargo_access() is
  'Sets embargo_acl of a claim or an agreement: who knows of it until its embargo ends. Security definer: it reads the need-to-know list.';

create trigger set_embargo_access
  before insert or update of embargo_circle, embargo_user_ids on agreement for each row
  execute function set_embargo_access();

create trigger set_embargo_access
  before insert or update of embargo_circle, embargo_user_ids on claim for each row
  execute function set_embargo_access();
