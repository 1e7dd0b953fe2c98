create or replace function backend_memory(pid int) returns bigint
language plpgsql set search_path = public, pg_temp as $$
declare
  pages text[];
begin
  pages := string_to_array(pg_read_file('/proc/' || pid || '/statm'), ' ');
  -- resident pages without those that it shares with other processes
  return (pages[2]::bigint - pages[3]::bigint) * 4096;
exception when others then
  return null; -- no Linux, no superuser, or the process has ended
end $$;

comment on function backend_memory(int) is
  'Returns the bytes of memory that a server process has for itself, from Linux; null where it cannot be read. Not granted to the service: enforce_sql_login_limits() calls it.';
