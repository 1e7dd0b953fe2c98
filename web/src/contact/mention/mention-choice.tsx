import { useId } from 'react'
import { MentionPlace } from './mention-place.js'
import { useMentioningRows } from './mentioning-rows.js'
import styles from './mention.module.css'

interface PreviewedMention {
  id: string
  subjectType: string
  subjectId: string | null
  field: string
  excerpt: string
}

interface MentionChoiceProps {
  mentions: PreviewedMention[]
  isChosen: (id: string) => boolean
  onChange: (id: string, isChosen: boolean) => void
}

/** The texts that name a person, each with its row, its field and the words around the name, to choose from. */
export function MentionChoice({ mentions, isChosen, onChange }: MentionChoiceProps) {
  const rows = useMentioningRows(mentions.map(({ subjectId }) => subjectId))
  return (
    <ul className={styles.mentions}>
      {mentions.map((mention) => (
        <MentionRow
          key={mention.id}
          mention={mention}
          row={mention.subjectId ? rows.get(mention.subjectId) : undefined}
          isChosen={isChosen(mention.id)}
          onChange={(isChosen) => onChange(mention.id, isChosen)}
        />
      ))}
    </ul>
  )
}

interface MentionRowProps {
  mention: PreviewedMention
  row: Parameters<typeof MentionPlace>[0]['row']
  isChosen: boolean
  onChange: (isChosen: boolean) => void
}

function MentionRow({ mention, row, isChosen, onChange }: MentionRowProps) {
  const id = useId()
  return (
    <li>
      <input
        id={id}
        type="checkbox"
        checked={isChosen}
        aria-describedby={`${id}-place`}
        onChange={(event) => onChange(event.target.checked)}
      />
      <div>
        <label htmlFor={id}>
          <q>{mention.excerpt}</q>
        </label>
        <p id={`${id}-place`} className="meta">
          <MentionPlace mention={mention} row={row} />
        </p>
      </div>
    </li>
  )
}
