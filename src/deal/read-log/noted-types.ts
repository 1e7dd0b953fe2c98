/** Types of lower layers that show values of deals, or of rows that belong to deals. */
import { ContactDossier } from '../../contact/dossier.js'
import { PreviewedMention } from '../../contact/erasure/previewed-mention.js'
import { noteReads } from '../../read/declare.js'
import { AuditEntry } from '../../write/audit.js'
import { notedByItself, notedBySubject } from './noted-rows.js'

noteReads(AuditEntry, notedBySubject)
noteReads(PreviewedMention, notedBySubject)
// contact_dossier() is one JSON: it calls note_rows()
noteReads(ContactDossier, notedByItself)
