-- Only the owner sees and changes the record of the definitions.
comment on table definition_object is
  'The objects that the SQL definitions have made in this database (src/database/definition-objects.ts). Others are never dropped.';
comment on column definition_object.kind is 'What it is, as PostgreSQL names it in a drop statement.';
comment on column definition_object.identity is 'Its name with schema, arguments and table.';

call enable_rls('definition_object');
