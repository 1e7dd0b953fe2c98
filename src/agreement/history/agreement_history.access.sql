-- Viewers who see the agreement today and could when the row was recorded see it. The trigger record_history adds
-- rows; none is changed or removed, except that an erasure redacts a name.

comment on table agreement_history is
  'What was recorded of an agreement until an edit replaced it. The present state is in agreement.';
comment on column agreement_history.known_since is 'From when it was recorded.';
comment on column agreement_history.replaced_at is 'Until when it was recorded.';
comment on column agreement_history.acls is 'Access keys of the agreement then, by subject_acls().';
comment on column agreement.known_since is
  'From when its present standing, days and texts have been recorded; agreement_history has earlier ones.';

call enable_rls('agreement_history');
grant select on agreement_history to ancrage_service;

create policy viewer_sees on agreement_history for select to ancrage_service
  using (
    could_see_entry(acls, (select viewer_acl_tokens()))
    and (exists (select 1 from agreement a where a.id = agreement_history.agreement_id))
  );

create trigger set_known_since
  before insert on agreement for each row execute function set_known_since('recorded_at');

-- an erasure, as the owner, leaves updated_at while it redacts: it must not record the name again
create trigger record_history
  before update of title, kind, standing, announced_on, signed_on, signed_when_from, signed_when_to,
    signed_when_precision, place, amount, currency, ended_on on agreement
  for each row when (
    (old.updated_at is distinct from new.updated_at or current_user = 'ancrage_service')
    and (
      old.title, old.kind, old.standing, old.announced_on, old.signed_on, old.signed_when_from,
      old.signed_when_to, old.signed_when_precision, old.place, old.amount, old.currency, old.ended_on
    ) is distinct from (
      new.title, new.kind, new.standing, new.announced_on, new.signed_on, new.signed_when_from,
      new.signed_when_to, new.signed_when_precision, new.place, new.amount, new.currency, new.ended_on
    )
  ) execute function record_history('Agreement', 'id');
