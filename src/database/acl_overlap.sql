create operator &&& (
  leftarg = anyarray, rightarg = anyarray, function = arrayoverlap, restrict = neqsel, join = neqjoinsel
);

comment on operator &&& (anyarray, anyarray) is
  'Whether the access key of a row and the tokens of the viewer overlap. The same as &&, with another selectivity estimate: where the tokens are not yet known, the planner assumes that && matches one row in 200 and joins whole tables row by row; most viewers see most rows.';
