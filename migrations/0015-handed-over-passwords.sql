-- A password that was set by a link which an ADMIN handed over may be known to them: it does not outlive a raise.

alter table credential add column handed_over boolean not null default false;
