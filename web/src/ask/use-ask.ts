import { useNavigate } from '@tanstack/react-router'
import { createContext, use } from 'react'
import type { SavedQuestionRowFragment } from '../api/generated/types.js'
import type { AskSearch } from './ask-search.js'
import { searchOfQuestion, type Question } from './question.js'

/** How the answer is shown, in the address beside the question. */
export type Showing = Pick<AskSearch, 'view' | 'figure' | 'cell'>

export interface Ask {
  question: Question
  showing: Showing
  /** The saved question that the page shows, if it does. */
  saved: SavedQuestionRowFragment | null
  /** Whether the address differs from the saved question. */
  isChanged: boolean
  /** The question with its defaults left out: the search part that a copied address has. */
  search: AskSearch
}

const AskContext = createContext<Ask | null>(null)
export const AskProvider = AskContext

export function useAsk(): Ask {
  const ask = use(AskContext)
  if (!ask) throw new Error('AskProvider is missing')
  return ask
}

type Changes = { [Key in keyof Showing]: Showing[Key] | undefined }

/** Returns the search part of the address with another way of showing; the question stays. */
export const searchWith = ({ search, saved, isChanged, showing }: Ask, changes: Changes): AskSearch =>
  withoutUndefined({
    ...(saved && !isChanged ? {} : search),
    ...(isChanged && { changed: true as const }),
    ...showing,
    ...changes,
  })

const withoutUndefined = (search: { [Key in keyof AskSearch]: AskSearch[Key] | undefined }): AskSearch =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined))

/** Returns the function that puts another question into the address. The listed cell belongs to the old one. */
export function useChangeQuestion(): (question: Question) => void {
  const navigate = useNavigate()
  const ask = useAsk()
  return (question) => {
    const search: AskSearch = {
      ...searchOfQuestion(question),
      ...(ask.saved && { changed: true as const }),
      ...withoutUndefined({ view: ask.showing.view, figure: ask.showing.figure }),
    }
    void navigate(
      ask.saved
        ? { to: '/ask/$savedQuestion', params: { savedQuestion: ask.saved.id }, search, replace: true }
        : { to: '/ask', search, replace: true },
    )
  }
}
