import { Agency } from '../agency/agency.entity.js'
import { registerCodes } from '../core/codes.js'
import { LanguageCode } from '../core/enums.js'
import type { Language } from '../core/locale.js'
import {
  EnumField,
  IdField,
  DateTimeField,
  ForeignKey,
  TableType,
  ToMany,
  ToOne,
  extendType,
} from '../read/declare.js'
import { User, Viewer } from '../user/user.entity.js'

const attachments = ['PDF', 'XLSX', 'NONE'] as const
export type MailAttachment = (typeof attachments)[number]
export const MailAttachmentCode = registerCodes(
  'MailAttachment',
  attachments,
  'What is attached to the mail of a weekly summary.',
  {
    PDF: 'The whole summary, to read and print.',
    XLSX: 'The whole summary as a workbook.',
    NONE: 'Nothing: the mail has the first page only.',
  },
)

@TableType(
  'recipient',
  'A user who receives the weekly summaries of an agency. Each mail has what the user may see when it is sent.',
)
export class Recipient {
  @IdField() id: string

  @ForeignKey() agencyId: string
  @ToOne(() => Agency, '{t}.agency_id', 'Agency whose summaries are sent.')
  agency: Agency

  @ForeignKey() userId: string
  @ToOne(() => User, '{t}.user_id', 'The user who receives them.')
  user: User

  @EnumField(LanguageCode, 'The language of the mails; null: the language of the user.', { nullable: true })
  language: Language | null

  @EnumField(MailAttachmentCode, 'What is attached to the mails.') attachment: MailAttachment

  @DateTimeField('Since when the user is a recipient.') createdAt: Date

  @DateTimeField('When the recipient was removed; null for a current one.', { nullable: 'read' })
  removedAt: Date | null
}

extendType(
  Agency,
  'recipients',
  ToMany(
    () => Recipient,
    '{t}.agency_id = {p}.id and {t}.removed_at is null',
    'Recipients of its summaries. Of another agency you see only yourself.',
  ),
)
for (const type of [User, Viewer])
  extendType(
    type,
    'receives',
    ToMany(
      () => Recipient,
      '{t}.user_id = {p}.id and {t}.removed_at is null',
      'Agencies whose summaries are sent to the user, as entries. Of other users you see only entries of your agency.',
    ),
  )
