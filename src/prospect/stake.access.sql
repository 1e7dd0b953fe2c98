-- Viewers who see both companies see and add a stake; those who may change one of them change it (can_change_subject). None
-- is removed; it ends.

comment on table stake is 'The share that one prospect holds in another.';
comment on column stake.holder_id is 'The prospect that holds the share.';
comment on column stake.held_id is 'The prospect in which it is held.';
comment on column stake.percent is
  'Per cent of the held company; stakes that are not ended and that one user sees add up to at most 100 a company when they record one.';
comment on column stake.since is 'Null if unknown.';
comment on column stake.ended_on is 'Null while the stake is held.';

call enable_rls('stake');
grant select, insert, update (percent, since, ended_on, updated_at, version) on stake to ancrage_service;

create policy viewer_sees on stake for select to public
  using (
    (exists (select 1 from prospect p where p.id = stake.holder_id))
    and (exists (select 1 from prospect p where p.id = stake.held_id))
  );
create policy viewer_adds on stake for insert to ancrage_service
  with check (
    (select viewer_id()) is not null
    and (exists (select from prospect p where p.id = stake.holder_id))
    and (exists (select from prospect p where p.id = stake.held_id))
  );
create policy viewer_edits on stake for update to ancrage_service
  using (
    (exists (select 1 from prospect p where p.id = stake.holder_id))
    and (exists (select 1 from prospect p where p.id = stake.held_id))
  ) with check (can_change_subject('Stake', id));
