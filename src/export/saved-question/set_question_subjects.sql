create or replace function set_question_subjects() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  -- For each text in the question: the rows that it names, as far as its owner sees them.
  new.subjects := coalesce((
    select jsonb_agg(distinct g.ids)
      from (
        select distinct v.value #>> '{}' as text
          from jsonb_path_query(new.question, 'strict $.**') v (value)
         where jsonb_typeof(v.value) = 'string'
      ) t
      cross join lateral (
        select jsonb_agg(n.id order by n.id) as ids from rows_named_by(t.text) n
      ) g
     where g.ids is not null), '[]');
  return new;
end $$;

comment on function set_question_subjects() is
  'Sets which rows a saved question names, by rows_named_by(). Runs under the policies of its owner, so that a question reveals nothing about rows that they do not see.';

create trigger set_question_subjects
  before insert or update of question on saved_question for each row execute function set_question_subjects();
