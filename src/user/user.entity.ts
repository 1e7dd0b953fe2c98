import { Agency } from '../agency/agency.entity.js'
import { emailForm } from '../core/email.js'
import type { Language } from '../core/locale.js'
import type { Confidentiality, Role } from '../core/scope.js'
import { ConfidentialityCode, LanguageCode, RoleCode } from '../core/enums.js'
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

@TableType('user', 'Somebody, or a machine, of an agency who signs in.')
export class User extends Versioned {
  @ForeignKey() agencyId: string
  @ToOne(() => Agency, '{t}.agency_id', 'The agency that the user works for.')
  agency: Agency

  @CodeField(emailForm, 'name@agency.example', 'The address to sign in with, in lower case.', {
    unique: true,
  })
  email: string

  @StringField(200, 'Name.')
  name: string

  @EnumField(RoleCode, 'What the user may do.')
  role: Role

  @EnumField(ConfidentialityCode, 'Up to which confidentiality the user may know.')
  clearance: Confidentiality

  @EnumField(LanguageCode, 'The language of messages and labels.')
  language: Language

  @BooleanField('False: cannot sign in any more; the work stays.')
  active: boolean
}

@ViewType('"user"', 'Whoever asks.')
export class Viewer extends User {}
