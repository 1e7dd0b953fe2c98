-- Viewers who see the agreement today, and could when the party was removed, see it. The trigger record_history
-- adds rows; none is changed or removed, except that an erasure redacts a name.

comment on table agreement_party_history is 'A party of an agreement until removed from it.';
comment on column agreement_party_history.known_since is 'From when the party was recorded.';
comment on column agreement_party_history.replaced_at is 'When the party was removed.';
comment on column agreement_party_history.acls is 'Access keys of the agreement then, by subject_acls().';
comment on column agreement_party.known_since is 'From when the party has been recorded.';

call enable_rls('agreement_party_history');
grant select on agreement_party_history to ancrage_service;

create policy viewer_sees on agreement_party_history for select to ancrage_service
  using (
    could_see_entry(acls, (select viewer_acl_tokens()))
    and (exists (select 1 from agreement a where a.id = agreement_party_history.agreement_id))
  );

create trigger set_known_since
  before insert on agreement_party for each row execute function set_known_since('agreement', 'agreement_id');

create trigger record_history
  before delete on agreement_party for each row execute function record_history('Agreement', 'agreement_id');
