create or replace function set_password(user_id uuid, password_hash text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if session_user <> current_user and user_id is distinct from viewer_id() then
    raise exception 'the account belongs to another user' using errcode = 'insufficient_privilege';
  end if;
  insert into credential (user_id, password_hash, updated_at)
  values (set_password.user_id, set_password.password_hash, now())
  on conflict on constraint credential_pkey do update
    set password_hash = excluded.password_hash, updated_at = now();
  update password_link l set expires_at = now(), next_mail_at = null
   where l.user_id = set_password.user_id and l.used_at is null and l.expires_at > now();
end $$;

comment on function set_password(uuid, text) is
  'Sets the password hash of the viewer; a link to set it does not work any more. Raises insufficient_privilege for another user: they set their password by a link (use_password_link). Security definer: the service cannot read credentials.';

grant execute on function set_password(uuid, text) to ancrage_service;
