call enable_rls('delivery');
grant select (
  id, summary_id, user_id, message_id, status, attempts, next_attempt_at, error, created_at, settled_at
) on delivery to ancrage_service;
create policy viewer_sees on delivery for select to ancrage_service
  using (
    user_id = (select viewer_id())
    or (
      exists (
        select
        from weekly_summary s
        where s.id = delivery.summary_id and s.agency_id = (select viewer_agency())
      )
    )
  );
