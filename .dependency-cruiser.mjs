/**
 * Imports run one way, from a higher floor to a lower one, and never in a circle.
 * Folders of one floor may import each other as long as no circle comes of it: a task may name its meeting.
 */
const floors = [
  ['core', '(config|setting|settings|start-error)[.]ts'],
  ['database'],
  ['read'],
  ['write'],
  ['parts'],
  ['agency'],
  ['user'],
  ['prospect', 'rate'],
  ['contact', 'site'],
  ['deal'],
  ['meeting', 'agreement', 'claim', 'task'],
  ['pipeline', 'weekly', 'stats', 'search', 'history', 'calendar'],
]

/** Specs are no part of what ships: they may look up, for example to a database of test/. */
const spec = '[.]spec[.]ts$'
const inside = (names) =>
  `^src/(${names.map((name) => (name.includes('[.]') ? name : `${name}/`)).join('|')})`

const upward = floors.map((names, height) => ({
  name: `${names[0]}-looks-down`,
  comment: `${names.join(', ')} may import only what stands on the same floor or below.`,
  severity: 'error',
  from: { path: inside(names), pathNot: spec },
  to: { path: '^src/', pathNot: floors.slice(0, height + 1).map(inside) },
}))

const words = [
  'agency',
  'user',
  'prospect',
  'contact',
  'site',
  'deal',
  'meeting',
  'agreement',
  'claim',
  'task',
]

export default {
  forbidden: [
    ...upward,
    {
      name: 'no-circle',
      comment: 'Two files that need each other are one file, or a third is missing below them.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-circle-of-folders',
      comment: 'The child knows the parent, never the other way round.',
      severity: 'error',
      scope: 'folder',
      from: { path: '^src/.' },
      to: { circular: true, path: '^src/.' },
    },
    {
      name: 'read-knows-no-word',
      comment: 'src/read, src/write and src/parts serve every word and know none.',
      severity: 'error',
      from: { path: '^src/(read|write|parts)/', pathNot: spec },
      to: { path: inside(words) },
    },
    {
      name: 'ships-without-tests',
      comment: 'What ships does not import what tests it.',
      severity: 'error',
      from: { path: '^src/', pathNot: spec },
      to: { path: `^(test|bench)/|${spec}` },
    },
    {
      name: 'no-barrel',
      comment: 'Import a thing from where it stands.',
      severity: 'error',
      from: { path: '/index[.]ts$' },
      to: {},
    },
    {
      name: 'no-catch-all-folder',
      comment: 'A folder is named after what is in it.',
      severity: 'error',
      from: {},
      to: { path: '/(utils?|helpers?|commons?|managers?|shared|misc|lib)/', pathNot: 'node_modules' },
    },
    {
      name: 'resolvable',
      comment: 'The import leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true, // an import of a type is an import too
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}
