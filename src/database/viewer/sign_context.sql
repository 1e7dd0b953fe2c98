create or replace function sign_context(
  user_id text, agency_id text, session_id text, acl_tokens text
) returns text
language sql stable parallel safe return
  encode(
    sha256(
      read_context_signing_key() || timestamptz_send(now()) || convert_to(
        user_id || ' ' || agency_id || ' ' || session_id || ' ' || acl_tokens,
        'UTF8'
      )
    ),
    'hex'
  );

comment on function sign_context(text, text, text, text) is
  'Returns the signature of a viewer for the current transaction: SHA-256 over the key, the start of the transaction and the four settings, in hexadecimal digits. Null if an argument is null. Because it covers the start of the transaction, a signature cannot be used again.';
