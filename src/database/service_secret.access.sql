-- Only the owner sees and changes the secrets; check_service_secret() compares with them.
comment on table service_secret is
  'Secrets of service processes. Sensitive functions require one, so that the role of the service alone is not sufficient.';
comment on column service_secret.digest is 'SHA-256 of the secret.';
comment on column service_secret.seen_at is
  'When the process last called purge_expired(), at an interval of about an hour. The row is deleted after 30 days without a call.';

call enable_rls('service_secret');
