create or replace function check_link_widening() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  left_deal constant uuid := coalesce(old.deal_id, new.deal_id);
  parent_id constant uuid := to_jsonb(coalesce(old, new)) ->> tg_argv[1];
  prior text[];
  is_embargoed boolean;
  is_led boolean;
begin
  is_embargoed := exists (select from agreement a where a.id = parent_id and a.embargo_until > now());
  -- another deal narrows who sees the row, unless its need-to-know list widens the circle of a running embargo
  if tg_op = 'INSERT' and not exists (
    select from agreement a where a.id = parent_id and a.version > 1 and is_embargoed and a.embargo_circle = 'NEED_TO_KNOW'
  ) then
    return null;
  end if;
  prior := prior_acls_of(tg_argv[0], parent_id);
  if viewer_id() is not null and is_wider(subject_acls(tg_argv[0], parent_id), prior) then
    -- a deal that is gained does not count: its own lead would decide about the embargo of others
    select bool_and(d.lead_agency_id = viewer_agency() or d.confidentiality in ('OPEN', 'INTERNAL') and not is_embargoed)
      into is_led
      from deal d
     where case tg_op when 'DELETE' then d.id = left_deal
                else d.id <> left_deal and d.id = any(embargoed_deals(null, parent_id)) end;
    perform refuse_widening(
      parent_id,
      is_led or tg_op = 'INSERT'
      and exists (select from agreement a where a.id = parent_id and a.entered_by_id = viewer_agency()),
      'input.deals'
    );
  end if;
  return null;
end $$;

comment on function check_link_widening() is
  'Refuses, at commit, that a meeting or an agreement leaves a deal, or that an agreement under embargo gets another one, when users who did not see it could see it afterwards: an everyday edit makes no row more visible. Of an INTERNAL deal, a HEAD of any agency that works on it may say so; under an embargo, of the agency that leads it, and for another deal, of the one that leads all the others or entered the agreement. The arguments are the type in the API and the column of its id. Security definer: reads the keys of the row at the beginning of the transaction.';

create constraint trigger check_widening
  after delete on meeting_deal deferrable initially deferred for each row
  execute function check_link_widening('Meeting', 'meeting_id');

create constraint trigger check_widening
  after insert or delete on agreement_deal deferrable initially deferred for each row
  execute function check_link_widening('Agreement', 'agreement_id');
