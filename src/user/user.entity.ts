import { Agency } from '../agency/agency.entity.js'
import { emailForm } from '../core/validation/email.js'
import type { Language } from '../core/locale.js'
import type { Confidentiality, Role, UserKind } from '../core/scope.js'
import { ConfidentialityCode, LanguageCode, RoleCode, UserKindCode } from '../core/enums.js'
import {
  EnumField,
  BooleanField,
  ForeignKey,
  ViewType,
  TableType,
  StringField,
  ToOne,
  CodeField,
} from '../read/declare.js'
import { Versioned } from '../write/versioned.js'

@TableType('user', 'A person or program of an agency that can sign in.')
export class User extends Versioned {
  @ForeignKey() agencyId: string
  @ToOne(() => Agency, '{t}.agency_id', 'The agency that the user works for.')
  agency: Agency

  @CodeField(emailForm, 'name@agency.example', 'The e-mail address for sign-in, in lower case.', {
    unique: true,
  })
  email: string

  @StringField(200, 'Name.')
  name: string

  @EnumField(UserKindCode, 'Whether a person or a program.')
  kind: UserKind

  @EnumField(RoleCode, 'The role: what the user may do.')
  role: Role

  @EnumField(ConfidentialityCode, 'The highest confidentiality that the user may see.')
  clearance: Confidentiality

  @EnumField(LanguageCode, 'The language of messages and labels.')
  language: Language

  @BooleanField('False: the user can no longer sign in; their work stays.')
  active: boolean
}

@ViewType('"user"', 'The signed-in user.')
export class Viewer extends User {}
