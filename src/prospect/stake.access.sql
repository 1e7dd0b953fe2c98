call enable_rls('stake');
grant select, insert, update (percent, since, ended_on, updated_at, version) on stake to ancrage_service;
create policy viewer_sees on stake for select to ancrage_service
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
  ) with check (true);
