import { useEffect, useRef, useState } from 'preact/hooks'
import { onOtherTabs } from '../../src/course/progress/tabs.ts'
import { openProgress } from '../../src/course/progress/store.ts'
import type { Recall, ReviewCard } from '../../src/course/review/card.ts'
import { cardsToAdd } from '../../src/course/review/deck.ts'
import { reviewed } from '../../src/course/review/schedule.ts'
import type { Work } from '../../src/exercises/attempts.ts'
import type { ListedExercise } from './exercise-index.ts'

export interface ReviewState {
  isKept: boolean
  works: readonly Work[]
  cards: readonly ReviewCard[]
}

/** The reader's work and cards. Whoever reviews has cards; what they answer meanwhile joins by itself. */
export function useReview(known: readonly ListedExercise[]) {
  const [state, setState] = useState<ReviewState>()
  const latest = useRef<ReviewState>()
  const ids = known.map(({ id }) => id)

  const show = (next: ReviewState) => {
    latest.current = next
    setState(next)
  }

  useEffect(() => {
    void openProgress().then(async (store) => {
      const [works, cards] = await Promise.all([store.all(), store.cards()])
      const added = cards.length > 0 ? cardsToAdd(works, cards, ids, Date.now()) : []
      if (added.length > 0) await store.putCards(added)
      show({ isKept: store.isKept, works, cards: [...cards, ...added] })
    })
    return onOtherTabs(() => {
      void openProgress().then(async (store) => {
        if (!latest.current || !store.isKept) return
        const [works, cards] = await Promise.all([store.all(), store.cards()])
        show({ isKept: true, works, cards })
      })
    })
  }, [])

  const put = (cards: readonly ReviewCard[]) => {
    const { current } = latest
    if (!current) return
    const changed = new Set(cards.map(({ id }) => id))
    show({ ...current, cards: [...current.cards.filter(({ id }) => !changed.has(id)), ...cards] })
    void openProgress().then((store) => store.putCards(cards))
  }

  return {
    state,
    start: () => latest.current && put(cardsToAdd(latest.current.works, [], ids, Date.now())),
    stop: () => {
      if (!latest.current) return
      show({ ...latest.current, cards: [] })
      void openProgress().then((store) => store.eraseCards())
    },
    /** When the card comes back; undefined for whoever does not review. */
    recall: (id: string, recall: Recall, variant: number): number | undefined => {
      const card = latest.current?.cards.find((one) => one.id === id)
      if (!card) return undefined
      const next = reviewed(card, recall, variant, Date.now())
      put([next])
      return next.due
    },
  }
}
