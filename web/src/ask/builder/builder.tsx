import { Choice } from '../../design/field.js'
import { useTexts } from '../../text/texts.js'
import { figureLabel, groupLabel } from '../labels.js'
import { withFigures, withGroups } from '../question.js'
import { mostGroups, periodGroup, subjects, units, type SubjectName } from '../subjects.js'
import { useAsk, useChangeQuestion } from '../use-ask.js'
import { AddMenu, type MenuGroup } from './add-menu.js'
import { Chips } from './chips.js'
import { FiltersPart } from './filters-part.js'
import { MomentPart } from './moment-part.js'
import { Part } from './part.js'
import { SettingsPart } from './settings-part.js'
import styles from './builder.module.css'

/** The parts of the question. Each choice changes the address. */
export function Builder() {
  return (
    <div className={styles.builder}>
      <SubjectPart />
      <FiguresPart />
      <GroupsPart />
      <FiltersPart />
      <MomentPart />
      <SettingsPart />
    </div>
  )
}

function SubjectPart() {
  const { t } = useTexts()
  const { question } = useAsk()
  const change = useChangeQuestion()
  const choose = (name: string) => {
    const subject = subjects[name as SubjectName]
    change({
      ...{ subject, groups: [], filters: [], moment: {}, settings: {} },
      figures: [subject.figures[0]!],
    })
  }
  return (
    <Choice
      label={t('web.ask.about')}
      value={question.subject.name}
      options={Object.keys(subjects).map((name) => ({
        value: name,
        label: t(`web.ask.subject.${name as SubjectName}`),
      }))}
      onChange={choose}
    />
  )
}

function FiguresPart() {
  const { t } = useTexts()
  const { question } = useAsk()
  const change = useChangeQuestion()
  const { figures, subject } = question
  const itemOf = (figure: (typeof figures)[number]) => ({ value: figure.name, label: figureLabel(figure, t) })
  return (
    <Part title={t('web.ask.show')}>
      <Chips
        items={figures.map(itemOf)}
        isLastKept
        onRemove={(name) =>
          change(
            withFigures(
              question,
              figures.filter((figure) => figure.name !== name),
            ),
          )
        }
      />
      <AddMenu
        label={t('web.ask.addFigure')}
        groups={[{ items: subject.figures.filter((figure) => !figures.includes(figure)).map(itemOf) }]}
        onAdd={(name) => {
          const figure = subject.figures.find((each) => each.name === name)
          if (figure) change(withFigures(question, [...figures, figure]))
        }}
      />
    </Part>
  )
}

function GroupsPart() {
  const { t } = useTexts()
  const { question } = useAsk()
  const change = useChangeQuestion()
  const { groups, subject } = question
  const itemOf = (group: string) => ({ value: group, label: groupLabel(group, t) })
  const free = (list: readonly string[]) => list.filter((group) => !groups.includes(group)).map(itemOf)
  const menu: MenuGroup[] = [
    { items: free(subject.groups) },
    ...subject.periods.map((prefix) => ({
      label: prefix ? groupLabel(prefix, t) : t('web.ask.period'),
      items: free(units.map((unit) => periodGroup(prefix, unit))),
    })),
  ]
  const forward = (group: string) => {
    const place = groups.indexOf(group)
    change({ ...question, groups: groups.with(place - 1, group).with(place, groups[place - 1]!) })
  }
  return (
    <Part title={t('web.ask.by')}>
      <Chips
        items={groups.map(itemOf)}
        onForward={forward}
        onRemove={(group) =>
          change(
            withGroups(
              question,
              groups.filter((each) => each !== group),
            ),
          )
        }
      />
      {groups.length < mostGroups ? (
        <AddMenu
          label={t('web.ask.addGroup')}
          groups={menu}
          onAdd={(group) => change(withGroups(question, [...groups, group]))}
        />
      ) : null}
    </Part>
  )
}
