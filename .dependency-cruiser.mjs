/**
 * Layered imports: a module may import only from its own layer or one below (further up in this list), never in a circle.
 * Folders of one layer may import each other as long as that makes no circle: a task may refer to its meeting.
 */
const layers = [
  ['core', 'config'],
  ['database'],
  ['read'],
  ['write'],
  ['agency'],
  ['user'],
  ['withdrawal'],
  ['prospect', 'rate'],
  ['contact', 'site'],
  ['deal'],
  ['meeting', 'agreement', 'claim', 'task'],
  ['pipeline', 'weekly', 'stats', 'search', 'history', 'calendar', 'offboarding', 'live'],
]

/** Specs do not ship: they may import from a higher layer, and from test/. */
const spec = '[.]spec[.]ts$'
const inside = (names) =>
  `^src/(${names.map((name) => (name.includes('[.]') ? name : `${name}/`)).join('|')})`

const upward = layers.map((names, height) => ({
  name: `${names[0]}-imports-downward`,
  comment: `${names.join(', ')} may import only from their own layer or below.`,
  severity: 'error',
  from: { path: inside(names), pathNot: spec },
  to: { path: '^src/', pathNot: layers.slice(0, height + 1).map(inside) },
}))

/** The layers of the web application, from the bottom. The parts that a user sees share one layer. */
const webLayers = [
  ['api/generated', 'live'],
  ['api', 'text', 'design'],
  ['day'],
  ['filter'],
  ['shell'],
  ['confirm'],
  ['edit'],
  ['account'],
  ['deal', 'meeting'],
  ['prospect', 'contact', 'site'],
  ['pipeline', 'summary', 'search', 'ask'],
  ['home', 'profile', 'admin'],
]

const insideWeb = (names) => `^web/src/(${names.join('|')})/`

const webUpward = webLayers.map((names, height) => ({
  name: `web-${names[0].replace('/', '-')}-imports-downward`,
  comment: `${names.join(', ')} of web/ may import only from their own layer or below.`,
  severity: 'error',
  from: { path: insideWeb(names), pathNot: webLayers.slice(0, height).map(insideWeb) },
  to: { path: '^web/src/', pathNot: webLayers.slice(0, height + 1).map(insideWeb) },
}))

const terms = [
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
      comment: 'Merge two files that need each other, or move what both need into a third one below them.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-circle-of-folders',
      comment:
        'The child imports the parent, never the other way round. Subfolders of one term may need each other.',
      severity: 'error',
      scope: 'folder',
      from: { path: '^src/([^/]+)' },
      to: { circular: true, path: '^src/.', pathNot: '^src/$1(/|$)' },
    },
    {
      name: 'no-terms-in-read',
      comment: 'src/read and src/write serve every business term and depend on none.',
      severity: 'error',
      from: { path: '^src/(read|write)/', pathNot: spec },
      to: { path: inside(terms) },
    },
    {
      name: 'ships-without-tests',
      comment: 'src/ ships; tests, benchmarks, tools and scripts do not.',
      severity: 'error',
      from: { path: '^src/', pathNot: spec },
      to: { path: `^(test|bench|tools|scripts|web)/|^dist/|${spec}` },
    },
    {
      name: 'web-stands-alone',
      comment: 'The pages know the service only by its API.',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^(src|test|bench|tools|scripts|dist)/' },
    },
    ...webUpward,
    {
      name: 'bench-measures-the-build',
      comment:
        'The benchmark runs the service as it ships: it imports dist/, never the sources or the tests.',
      severity: 'error',
      from: { path: '^bench/' },
      to: { path: '^(src|test|web)/|^dist/(test|web)/' },
    },
    {
      name: 'peers-are-independent',
      comment: 'A peer that used code of the service would not be something to compare it with.',
      severity: 'error',
      from: { path: '^bench/peers/', pathNot: '/ours[.]mjs$' },
      to: { path: '^(dist|src|tools)/' },
    },
    {
      name: 'tools-import-no-tests',
      comment: 'Tools work on the service and its database, without the tests.',
      severity: 'error',
      from: { path: '^tools/', pathNot: spec },
      to: { path: '^(test|bench|web)/|^dist/' },
    },
    {
      name: 'declared-packages',
      comment: 'package.json declares every package that we import, not only the package that brings it.',
      severity: 'error',
      from: { pathNot: '^bench/peers/postgraphile[.]mjs$' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'ships-without-development-packages',
      comment: 'The image has no development dependencies: what ships cannot load them.',
      severity: 'error',
      from: { path: '^src/', pathNot: spec },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-barrel',
      comment: 'Import from the file that defines a name.',
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
      comment: 'The imported file or package does not exist.',
      severity: 'error',
      // the peers have packages of their own, installed by the first run; dist/ exists after a build
      from: { pathNot: '^bench/peers/postgraphile[.]mjs$' },
      to: { couldNotResolve: true, pathNot: ['[.][.]/dist/', '^virtual:'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules|^dist/' },
    combinedDependencies: true, // bench/ has a package.json of its own beside ours
    tsPreCompilationDeps: true, // an import of a type is an import too
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}
