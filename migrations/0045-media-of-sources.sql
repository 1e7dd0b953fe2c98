-- Beside who states something, who reports it.
alter table claim
  add column source_medium text constraint claim_source_medium_check check (
    length(source_medium) between 1 and 300
  );
alter table job_projection_text
  add column source_medium text constraint job_projection_text_source_medium_check check (
    length(source_medium) between 1 and 300
  );
alter table loss_destination
  add column source_medium text constraint loss_destination_source_medium_check check (
    length(source_medium) between 1 and 300
  );
alter table loss_reason
  add column source_medium text constraint loss_reason_source_medium_check check (
    length(source_medium) between 1 and 300
  );
