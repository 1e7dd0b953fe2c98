-- A HEAD of the lead agency who sees the deal in full sees who has read it. record_deal_reads(),
-- record_secret_export() and record_sql_login_reads() add rows; none is changed or removed.
comment on table deal_read is
  'The read log of RESTRICTED and SECRET deals: one row a reader, deal, way and hour, masked and in full each.';
comment on column deal_read.user_id is 'Who has read it.';
comment on column deal_read.way is
  'GRAPHQL, EXPORT, DOCUMENT, MAIL, CALENDAR; SQL: a SQL login was connected that could read it.';
comment on column deal_read.hour is 'Beginning of the hour.';
comment on column deal_read.first_at is 'The first time in this hour.';
comment on column deal_read.masked is 'Whether they saw the deal masked.';

call enable_rls('deal_read');
grant select on deal_read to ancrage_service;

create policy head_sees on deal_read for select to ancrage_service
  using (
    (select viewer_is_head())
    and (
      exists (
        select 1
        from deal d join deal_identity i on i.deal_id = d.id
        where d.id = deal_read.deal_id and d.lead_agency_id = (select viewer_agency())
      )
    )
  );
