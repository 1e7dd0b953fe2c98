-- Viewers of the agreement see its parties; those who may change it add and remove some. None is changed.

comment on table agreement_party is
  'A party of an agreement: a prospect, an agency or another body by its name (exactly one).';
comment on column agreement_party.name is 'Null for a prospect or an agency.';
comment on column agreement_party.acl is 'Access key, copied from the agreement.';
comment on column agreement_party.shared is 'Copied from the agreement.';

call enable_rls('agreement_party');
grant select, insert, delete on agreement_party to ancrage_service;

create policy viewer_sees on agreement_party for select to public
  using (
    acl &&& (select viewer_acl_tokens())
    and (exists (select 1 from agreement a where a.id = agreement_party.agreement_id))
  );
create policy viewer_adds on agreement_party for insert to ancrage_service
  with check (
    (select viewer_id()) is not null
    and (
      exists (
        select
        from agreement a
        where a.id = agreement_party.agreement_id
          and (has_agreement_deal(a.id) or a.entered_by_id = (select viewer_agency()))
      )
    )
    and (prospect_id is null or (exists (select from prospect p where p.id = agreement_party.prospect_id)))
  );
create policy viewer_removes on agreement_party for delete to ancrage_service
  using (
    exists (
      select 1
      from agreement a
      where a.id = agreement_party.agreement_id
        and (has_agreement_deal(a.id) or a.entered_by_id = (select viewer_agency()))
    )
  );
