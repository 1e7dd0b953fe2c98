-- Viewers who see the deal in full see its offers, and so do HEADs of the agency to which the lead is offered
-- who know of the deal. A HEAD of the lead agency adds and withdraws an offer; a HEAD of the other agency
-- accepts or declines it. None is removed.

comment on table handover_offer is
  'The lead of a deal, offered to another agency. Accepted, it becomes a row of handover. At most one is pending.';
comment on column handover_offer."on" is 'Day of the handover, in Europe/Brussels.';
comment on column handover_offer.leaves is
  'The agency that offers leaves the team; false: it stays as SUPPORT.';
comment on column handover_offer.answer is 'Why it was declined or withdrawn; null if not stated.';
comment on column handover_offer.acl is 'Access key, copied from deal.full_acl.';

call enable_rls('handover_offer');
grant select, insert, update (status, decided_by_id, decided_at, answer) on handover_offer to ancrage_service;

create policy viewer_sees on handover_offer for select to ancrage_service
  using (
    acl &&& (select viewer_acl_tokens())
    or to_agency_id = (select viewer_agency())
    and (select viewer_is_head())
    and (exists (select 1 from deal d where d.id = handover_offer.deal_id))
  );
create policy viewer_adds on handover_offer for insert to ancrage_service
  with check (
    by_id = (select viewer_id())
    and from_agency_id = (select viewer_agency())
    and (select viewer_is_head())
    and can_add_to_deal(deal_id)
  );
create policy viewer_edits on handover_offer for update to ancrage_service
  using (
    status = 'PENDING'
    and (select viewer_is_head())
    and (to_agency_id = (select viewer_agency()) or from_agency_id = (select viewer_agency()))
  )
  with check (
    decided_by_id = (select viewer_id())
    and case status
      when 'WITHDRAWN' then from_agency_id = (select viewer_agency())
      else to_agency_id = (select viewer_agency())
    end
  );

create trigger check_deal_action
  before insert on handover_offer for each row execute function check_deal_action('handOver');

create trigger propagate_access_to_handover_offer
  after update on deal for each row when (old.full_acl is distinct from new.full_acl)
  execute function propagate_deal_access('handover_offer', 'full_acl');

create trigger set_access_from_deal
  before insert on handover_offer for each row execute function set_access_from_deal('full_acl');
