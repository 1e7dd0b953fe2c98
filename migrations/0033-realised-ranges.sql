-- Realised jobs keep the range of their statement. Summaries issued before printed its lower end as the number.
alter table weekly_deal add column realised_high_was int, add column realised_high int;

update weekly_deal
set realised_high_was = realised_was, realised_high = realised
where realised_was is not null or realised is not null;
