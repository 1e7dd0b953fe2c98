/**
 * Decorators that declare GraphQL types together with the SQL that reads them. A template is SQL over rows (see
 * `shape.ts`): `{t}` is the row of the type, `{p}` its parent, `{name}` a joined row or an argument.
 */
export { TableType, ViewType, extendType, noteReads } from './declare/type.js'
export {
  IdField,
  TextField,
  StringField,
  CodeField,
  EmailField,
  CountryField,
  CurrencyField,
  NaceField,
  LanguageTagField,
  UrlField,
  EnumField,
  IntField,
  FloatField,
  DecimalField,
  BooleanField,
  DateField,
  DateTimeField,
} from './declare/value-field.js'
export { DerivedField, EmbeddedField, ForeignKey, HiddenColumn } from './declare/row-field.js'
export { ToOne, ToMany, ListOf } from './declare/relation-field.js'
export { FieldWithArgs, ToOneWithArgs } from './declare/field-with-args.js'
