-- A link that an ADMIN had made may have been used by them. Whether a second person has approved it is apart from that: an
-- approved password outlives a raise, and not a move to another agency.
alter table credential add column approved boolean not null default false;

alter table credential add constraint approved_is_handed_over check (handed_over or not approved);
