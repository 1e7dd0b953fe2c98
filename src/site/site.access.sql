-- Signed-in users see every site. The agency that entered it adds and changes it; none is removed.

comment on table site is 'Land or a building on offer.';
comment on column site.nuts3 is 'NUTS 3 code of the region: the country and three more characters.';
comment on column site.area_low is 'Hectares, at least; null if not stated.';
comment on column site.area_high is 'Hectares, at most; null if no maximum is stated.';
comment on column site.latitude is 'WGS 84, degrees, north positive.';
comment on column site.longitude is 'WGS 84, degrees, east positive.';
comment on column site.availability is 'Whether it can be had; null: not known.';
comment on column site.available_from is 'Day from which it can be had; null: at once, or not known.';
comment on column site.entered_by_id is 'Agency that entered the site, which alone may change it.';

call enable_rls('site');
grant select, insert, update (
  name, kind, municipality, nuts3, area_low, area_high, latitude, longitude, availability, available_from,
  updated_at, version
) on site to ancrage_service;

create policy viewer_sees on site for select to public using ((select viewer_id()) is not null);
create policy viewer_adds on site for insert to ancrage_service
  with check ((select viewer_id()) is not null and entered_by_id = (select viewer_agency()));
create policy viewer_edits on site for update to ancrage_service
  using (entered_by_id = (select viewer_agency())) with check (true);
