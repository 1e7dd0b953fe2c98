create or replace function refresh_embargo_access() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  changed_deal uuid := coalesce(new.deal_id, old.deal_id);
begin
  update agreement a
     set embargo_acl = embargo_acl(a.embargo_circle, a.embargo_user_ids, embargoed_deals(null, a.id))
   where a.embargo_circle = 'NEED_TO_KNOW'
     and a.id in (
       select h.agreement_id from agreement_deal h where h.deal_id = changed_deal
       union
       select (to_jsonb(coalesce(new, old)) ->> 'agreement_id')::uuid
     );
  update claim c
     set embargo_acl = embargo_acl(c.embargo_circle, c.embargo_user_ids, embargoed_deals(c.deal_id, c.agreement_id))
   where c.embargo_circle = 'NEED_TO_KNOW'
     and (
       c.deal_id = changed_deal
       or c.agreement_id in (
         select h.agreement_id from agreement_deal h where h.deal_id = changed_deal
         union
         select (to_jsonb(coalesce(new, old)) ->> 'agreement_id')::uuid
       )
     );
  return null;
end $$;

comment on function refresh_embargo_access() is
  'Computes embargo_acl again where the circle is a need-to-know list, when the list of a deal or the deals of an agreement change. Security definer: the writer may not see the rows.';

create trigger refresh_embargo_access
  after insert or delete on need_to_know for each row execute function refresh_embargo_access();

create trigger refresh_embargo_access
  after insert or delete on agreement_deal for each row execute function refresh_embargo_access();
