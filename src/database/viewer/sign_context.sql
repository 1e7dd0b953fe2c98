create or replace function sign_context(viewer text, agency text, session text, tokens text) returns text
language sql stable parallel safe return
  encode(
    sha256(
      read_context_signing_key() || timestamptz_send(now()) || convert_to(
        viewer || ' ' || agency || ' ' || session || ' ' || tokens,
        'UTF8'
      )
    ),
    'hex'
  );

comment on function sign_context(text, text, text, text) is 'null where one of them is';
