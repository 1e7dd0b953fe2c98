-- Only the owner changes the state of the definitions.
comment on table definition_state is
  'The SQL definitions that this database has: one row, replaced when they are applied (src/database/apply-definitions.ts).';
comment on column definition_state.hash is
  'SHA-256 of the definition files and of the statements around them, in hexadecimal digits.';

call enable_rls('definition_state');

grant select on definition_state to ancrage_service;

-- A process that only serves compares it with its own files at the start.
create policy everyone on definition_state for select to ancrage_service using (true);
