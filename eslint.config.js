import js from '@eslint/js'
import { defineConfig, globalIgnores } from 'eslint/config'
import accessibility from 'eslint-plugin-jsx-a11y-x'
import hooks from 'eslint-plugin-react-hooks'
import ts from 'typescript-eslint'

const restricted = (name, message) => ({ selector: `ImportSpecifier[imported.name='${name}']`, message })

/** Rules for code. Imports between folders are checked by .dependency-cruiser.mjs, layout by prettier. */
export default defineConfig(
  globalIgnores(['dist/', 'data/', 'coverage/', 'web/src/api/generated/']),
  js.configs.recommended,
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: {
      globals: {
        console: 'readonly',
        process: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        fetch: 'readonly',
        performance: 'readonly',
        Buffer: 'readonly',
      },
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [ts.configs.recommendedTypeChecked, ts.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'no-restricted-syntax': [
        'error',
        restricted(
          'forwardRef',
          'The child imports the parent: for a circle of modules, move what both need into a folder below them.',
        ),
        restricted(
          'OneToMany',
          'The child imports the parent: declare the list in the child’s folder with shows().',
        ),
        restricted(
          'ManyToMany',
          'Declare the list in the child’s folder with shows(), over the table that joins.',
        ),
        {
          selector: 'ExportAllDeclaration',
          message: 'No barrels: import from the file that defines a name.',
        },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // the body of a query is the statement that its decorator compiles
      '@typescript-eslint/no-empty-function': ['error', { allow: ['methods', 'decoratedFunctions'] }],
      // a function that returns a promise is async, even without an await
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowNever: true }],
    },
  },
  {
    // the naive peer is written on purpose as the documentation of its libraries shows it
    files: ['bench/peers/naive/**'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['src/**/*.ts', 'tools/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['web/src/**/*.{ts,tsx}'],
    extends: [hooks.configs.flat.recommended, accessibility.configs.strict],
    rules: {
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
      // Ctrl+Enter submits a form from any of its fields
      'jsx-a11y-x/no-noninteractive-element-interactions': [
        'error',
        { handlers: ['onClick', 'onMouseDown'] },
      ],
    },
  },
  {
    // the design system is the only place that knows how components are made
    files: ['web/src/**/*.{ts,tsx}'],
    ignores: ['web/src/design/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'react-aria-components', message: 'Import from web/src/design/.' }] },
      ],
    },
  },
  {
    // responses are JSON whose types only the schema knows
    files: ['test/**/*.ts', '**/*.spec.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "MemberExpression[property.name='only'] > Identifier.object",
          message: 'A test marked with only keeps the others from running.',
        },
      ],
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/dot-notation': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
    },
  },
)
