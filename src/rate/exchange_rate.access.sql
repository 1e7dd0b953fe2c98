-- Signed-in users see all rates; an OPERATOR adds them. Nothing is changed or removed.

comment on table exchange_rate is
  'Euro foreign exchange reference rates. Append-only: a correction is a new row of the same currency and day, and the one recorded later counts.';
comment on column exchange_rate.rate is 'Units of the currency per euro, as published.';
comment on column exchange_rate.recorded_at is
  'When the rate was loaded; reports as known at an instant leave out what was recorded later.';

call enable_rls('exchange_rate');
grant select, insert on exchange_rate to ancrage_service;

create policy viewer_sees on exchange_rate for select to public using ((select viewer_id()) is not null);
create policy viewer_adds on exchange_rate for insert to ancrage_service
  with check ((select viewer_is_operator()));
