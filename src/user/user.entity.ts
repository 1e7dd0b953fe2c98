import { Agency } from '../agency/agency.entity.js'
import { emailForm } from '../core/email.js'
import type { Language } from '../core/locale.js'
import type { Confidentiality, Role } from '../core/scope.js'
import { ConfidentialityCode, LanguageCode, RoleCode } from '../core/enums.js'
import { Code, Flag, Refers, Shown, Table, Line, ToOne, Word } from '../read/declare.js'
import { Versioned } from '../write/versioned.js'

@Table('user', 'Somebody, or a machine, of an agency who signs in.')
export class User extends Versioned {
  @Refers() agencyId: string
  @ToOne(() => Agency, '{t}.agency_id', 'The agency that the user works for.')
  agency: Agency

  @Word(emailForm, 'name@agency.example', 'The address to sign in with, in lower case.', { unique: true })
  email: string

  @Line(200, 'Name.')
  name: string

  @Code(RoleCode, 'What the user may do.')
  role: Role

  @Code(ConfidentialityCode, 'Up to which confidentiality the user may know.')
  clearance: Confidentiality

  @Code(LanguageCode, 'The language of messages and labels.')
  language: Language

  @Flag('False: cannot sign in any more; the work stays.')
  active: boolean
}

@Shown('"user"', 'Whoever asks.')
export class Viewer extends User {}
