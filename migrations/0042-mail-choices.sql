-- What recipients choose for their mails. Those from before get what they got: their own language, and the PDF.
alter table recipient
  add column language text check (language in ('FR', 'NL', 'DE', 'EN')),
  add column attachment text not null default 'PDF' check (attachment in ('PDF', 'XLSX', 'NONE'));
