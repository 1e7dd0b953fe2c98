-- Only read_issued_form(), store_issued_form() and redact_issued_forms() use it.
comment on table issued_form is
  'Files of issued summaries, as first downloaded or mailed: one for each view, format, language and variant.';
comment on column issued_form.language is 'Null: the file is the same in every language.';
comment on column issued_form.variant is
  'Options that change the bytes: parameters of CSV, or the address of a page under latest; empty: none.';
comment on column issued_form.view_digest is 'What its readers see of the summary, by issued_view_digest().';
comment on column issued_form.sha256 is 'SHA-256 of the file, in hexadecimal digits.';
comment on column issued_form.deal_names is
  'Ids and references of the deals in it, whose reads are recorded with each download.';
comment on column issued_form.content is 'The file; null since a name in it was erased.';
comment on column issued_form.redacted_at is 'When a name in it was erased; null: never.';

call enable_rls('issued_form');
